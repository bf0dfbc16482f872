"""A binary fuse filter of 16 bits a key: is a label surely not on the list? One in 65,536 strangers passes it.

Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters" (2022). The same keys always give the same
bytes, on every machine: makers of an edition compare what they made. Written in numpy: no package offered is kept.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from provenance.blindlist.errors import BadBlob

U64 = npt.NDArray[np.uint64]
Slots = npt.NDArray[np.int64]

MAGIC: Final = b"FLF1"
_HEAD: Final = struct.Struct(">4sIIII")
MOST_KEYS: Final = 20_000_000
"""Two hundred times the list that is planned for; a filter of 45 MB."""
MOST_ATTEMPTS: Final = 100
"""One seed in some ten does not peel; a hundred failures mean that two labels are the same."""
_LARGEST_SEGMENT: Final = 1 << 18
_WORD: Final = np.uint64(0xFFFFFFFFFFFFFFFF)


@dataclass(frozen=True, slots=True)
class FuseFilter:
    """The filter as it is asked: `segment` slots each in `segments` + 2 segments, one fingerprint of 16 bits a slot."""

    seed: int
    segment: int
    segments: int
    fingerprints: npt.NDArray[np.uint16] = field(repr=False)

    def holds(self, key: int) -> bool:
        """Whether this key may be in; the same work for every key."""
        return bool(self.hold_all([key])[0])

    def hold_all(self, keys: Sequence[int]) -> npt.NDArray[np.bool_]:
        """The same for many keys of 64 bits at once."""
        mixed = _mixed(np.array(keys, dtype=np.uint64), self.seed)
        found = _fingerprints(mixed)
        for slots in _slots(mixed, self.segment, self.segments):
            found ^= self.fingerprints[slots]
        passed: npt.NDArray[np.bool_] = found == 0
        return passed


def filter_of(keys: Iterable[int]) -> FuseFilter:
    """Build the filter of these keys of 64 bits, doubles once; raises ValueError for more than MOST_KEYS."""
    unique = np.unique(np.fromiter(keys, dtype=np.uint64))
    if len(unique) > MOST_KEYS:
        raise ValueError(f"A list has at most {MOST_KEYS} entries.")
    segment, segments = _shape(len(unique))
    for seed in range(MOST_ATTEMPTS):
        mixed = _mixed(unique, seed)
        order = _peel(mixed, segment, segments)
        if order is not None:
            return FuseFilter(seed, segment, segments, _filled(mixed, order, segment, segments))
    raise ValueError("These keys cannot be put into a filter.")


def to_bytes(made: FuseFilter) -> bytes:
    """The filter as it is published: twenty bytes of head, then the fingerprints, lowest byte first."""
    head = _HEAD.pack(MAGIC, made.seed, made.segment, made.segments, len(made.fingerprints))
    return head + made.fingerprints.astype("<u2").tobytes()


def from_bytes(content: bytes) -> FuseFilter:
    """Read a published filter; raises BadBlob where its shape does not fit its length."""
    if len(content) < _HEAD.size:
        raise BadBlob("This is no filter of a list: it is too short.")
    magic, seed, segment, segments, slots = _HEAD.unpack_from(content)
    whole = magic == MAGIC and _well_shaped(segment, segments, slots)
    if not whole or len(content) != _HEAD.size + 2 * slots or seed >= MOST_ATTEMPTS:
        raise BadBlob("This is no filter of a list: its shape does not fit its length.")
    found = np.frombuffer(content, dtype="<u2", offset=_HEAD.size).astype(np.uint16)
    return FuseFilter(seed, segment, segments, found)


def _well_shaped(segment: int, segments: int, slots: int) -> bool:
    power = segment > 0 and segment & (segment - 1) == 0 and segment <= _LARGEST_SEGMENT
    return power and segments > 0 and slots == segment * (segments + 2) and slots <= 2 * MOST_KEYS


def _shape(keys: int) -> tuple[int, int]:
    """Slots a segment, and how many segments a key may begin in: the paper's formulas for three hashes."""
    if keys < 2:
        return 4, 1
    segment = min(_LARGEST_SEGMENT, 1 << math.floor(math.log(keys) / math.log(3.33) + 2.25))
    spread = max(1.125, 0.875 + 0.25 * math.log(1_000_000) / math.log(keys))
    wanted = round(keys * spread)
    return segment, max(1, -(-wanted // segment) - 2)


def _mixed(keys: U64, seed: int) -> U64:
    """The finaliser of MurmurHash3 over key and seed."""
    found = keys + np.uint64((seed * 0x9E3779B97F4A7C15) & int(_WORD))
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53)):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    mixed: U64 = found ^ (found >> np.uint64(33))
    return mixed


def _fingerprints(mixed: U64) -> npt.NDArray[np.uint16]:
    return (mixed ^ (mixed >> np.uint64(32))).astype(np.uint16)


def _slots(mixed: U64, segment: int, segments: int) -> tuple[Slots, Slots, Slots]:
    """The three slots of each key, in three segments side by side."""
    mask = np.uint64(segment - 1)
    first = ((mixed >> np.uint64(32)) * np.uint64(segments * segment)) >> np.uint64(32)
    second = (first + np.uint64(segment)) ^ ((mixed >> np.uint64(18)) & mask)
    third = (first + np.uint64(2 * segment)) ^ (mixed & mask)
    return first.astype(np.int64), second.astype(np.int64), third.astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Round:
    """Keys that were alone in a slot together, and that slot of each."""

    keys: Slots
    slots: Slots


def _peel(mixed: U64, segment: int, segments: int) -> list[_Round] | None:
    """Take keys out that are alone in a slot, round by round, until none is left; None where some always share."""
    places = np.stack(_slots(mixed, segment, segments))
    size = segment * (segments + 2)
    count = np.bincount(places.ravel(), minlength=size)
    held = np.zeros(size, dtype=np.int64)
    numbers = np.arange(len(mixed), dtype=np.int64)
    for row in places:
        np.bitwise_xor.at(held, row, numbers)
    rounds, left, alone = [], len(mixed), np.flatnonzero(count == 1)
    while len(alone):
        keys, firsts = np.unique(held[alone], return_index=True)
        rounds.append(_Round(keys, alone[firsts]))
        left -= len(keys)
        alone = _without(places[:, keys], keys, count, held)
    return rounds if left == 0 else None


def _without(places: Any, keys: Slots, count: Any, held: Any) -> Slots:
    """Take these keys out of their slots; the slots that hold one key alone now."""
    for row in places:
        np.subtract.at(count, row, 1)
        np.bitwise_xor.at(held, row, keys)
    touched = np.unique(places)
    alone: Slots = touched[count[touched] == 1]
    return alone


def _filled(mixed: U64, rounds: list[_Round], segment: int, segments: int) -> npt.NDArray[np.uint16]:
    """Give each key's own slot what its other two lack; the last key taken out first, so that nothing is overwritten.

    Keys of one round never meet: a slot that one of them had alone is no slot of another.
    """
    made = np.zeros(segment * (segments + 2), dtype=np.uint16)
    for one in reversed(rounds):
        chosen = mixed[one.keys]
        wanted = _fingerprints(chosen)
        for slots in _slots(chosen, segment, segments):
            wanted ^= made[slots]
        made[one.slots] = wanted
    return made
