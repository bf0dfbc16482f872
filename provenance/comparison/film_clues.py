"""First clues that two films belong together, from their codes alone: seconds that look alike, patches that agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.comparison.codes import Patches, differing_bits, mutual, patches
from provenance.comparison.geometry import Transform, of_places
from provenance.fingerprint.types import CODE_BYTES, FilmCodes, FilmFrame, KeyPicture

_RADIUS: Final = 31
_QUALITY: Final = 50
_ASKED_FRAMES: Final = 400
"""Seconds of the asked film that are looked up in the other one; spread over all of it."""

_BIN_MS: Final = 500
_ASKED_KEYS: Final = 24
_PAIR_BITS: Final = 40
_PAIR_VOTES: Final = 6
"""Patches of one key picture near to patches of another before their places are looked at."""

_MUTUAL_BITS: Final = 64
_REACH: Final = 6.0
_INLIERS: Final = 10
_PARTNERS: Final = 3


@dataclass(frozen=True, slots=True)
class FrameVotes:
    """The offset that most seconds agree on, how many do, and how many were asked."""

    offset_ms: int
    votes: int
    asked: int


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Two key pictures whose patches agree on one geometry, in pixels of the prepared pictures."""

    asked: KeyPicture
    recorded: KeyPicture
    transform: Transform
    inliers: int

    @property
    def offset_ms(self) -> int:
        return self.recorded.at_ms - self.asked.at_ms


def frame_votes(asked: FilmCodes, recorded: FilmCodes) -> FrameVotes:
    """Compare the global codes of all seconds; a second that looks like many has its vote shared out among them."""
    ours, theirs = _telling(asked.frames)[:: _stride(len(asked.frames))], _telling(recorded.frames)
    if not ours or not theirs:
        return FrameVotes(0, 0, 0)
    near = _bits(ours) @ _bits(theirs).T >= CODE_BYTES * 8 - 2 * _RADIUS
    rows, columns = np.nonzero(near)
    if not len(rows):
        return FrameVotes(0, 0, len(ours))
    times, others = (np.array([one.at_ms for one in frames]) for frames in (ours, theirs))
    bins = (others[columns] - times[rows]) // _BIN_MS
    weights = 1 / near.sum(axis=1)[rows]
    found, which = np.unique(bins, return_inverse=True)
    best = int(np.bincount(which, weights).argmax())
    votes = len(np.unique(rows[np.abs(bins - found[best]) <= 1]))
    return FrameVotes(int(found[best]) * _BIN_MS + _BIN_MS // 2, votes, len(ours))


def key_pairs(asked: FilmCodes, recorded: FilmCodes) -> list[KeyPair]:
    """The pairs of key pictures whose patches agree, those with most agreement first."""
    theirs = [patches(one.local) for one in recorded.keys]
    if not theirs or not asked.keys:
        return []
    stride = -(-len(asked.keys) // _ASKED_KEYS)
    found = [pair for key in asked.keys[::stride] for pair in _partners(key, recorded.keys, theirs)]
    return sorted(found, key=lambda one: -one.inliers)


def _partners(key: KeyPicture, keys: tuple[KeyPicture, ...], theirs: list[Patches]) -> list[KeyPair]:
    ours = patches(key.local)
    if not len(ours):
        return []
    all_bits = [differing_bits(ours, other) if len(other) else None for other in theirs]
    votes = [0 if bits is None else int((bits.min(axis=1) <= _PAIR_BITS).sum()) for bits in all_bits]
    pairs = []
    for number in sorted(range(len(keys)), key=lambda one: -votes[one])[:_PARTNERS]:
        bits = all_bits[number]
        if bits is not None and votes[number] >= _PAIR_VOTES:
            pair = _pair(key, keys[number], ours, theirs[number], bits)
            pairs += [pair] if pair else []
    return pairs


def _pair(
    key: KeyPicture, other: KeyPicture, ours: Patches, theirs: Patches, bits: NDArray[np.uint16]
) -> KeyPair | None:
    rows, columns = mutual(bits, _MUTUAL_BITS)
    sizes = (key.width, key.height), (other.width, other.height)
    found = of_places(ours.places[rows], theirs.places[columns], *sizes, _REACH)
    return KeyPair(key, other, found.transform, found.inliers) if found and found.inliers >= _INLIERS else None


def _telling(frames: tuple[FilmFrame, ...]) -> list[FilmFrame]:
    return [one for one in frames if one.quality >= _QUALITY]


def _stride(count: int) -> int:
    return max(-(-count // _ASKED_FRAMES), 1)


def _bits(frames: list[FilmFrame]) -> NDArray[np.float32]:
    codes = np.frombuffer(b"".join(one.pdq for one in frames), np.uint8).reshape(-1, CODE_BYTES)
    return np.unpackbits(codes, axis=1).astype(np.float32) * 2 - 1
