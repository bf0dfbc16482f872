"""Buckets of sealed records, all of one size: full slots and empty ones look the same, and so does every bucket.

An edition has 2^bits buckets of SLOTS slots. Slots stand in the order of their tags. Empty slots are filled from a
secret of the epoch that only maintainers know, bucket by bucket, so that a bucket changes only where its entries do
and makers of an edition still get the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b, shake_256
from typing import Final

from provenance.blindlist.errors import BadBlob
from provenance.blindlist.records import SLOT_BYTES
from provenance.blindlist.splitting import TAG_BYTES

SLOTS: Final = 40
"""A look-up with one bucket stays below 8 KB; at a mean of 16 a bucket overflows once in three million."""
BUCKET_BYTES: Final = SLOTS * SLOT_BYTES
MEAN: Final = 16
MOST_BITS: Final = 22
"""Four million buckets: lists of more than sixty million entries want another form."""
PADDING_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Buckets:
    """All buckets of an edition, one after the other."""

    bits: int
    content: bytes = field(repr=False)

    def bucket(self, number: int) -> bytes:
        """One bucket; raises BadBlob for a number that is none."""
        if not 0 <= number < 1 << self.bits:
            raise BadBlob(f"This edition has {1 << self.bits} buckets.")
        return self.content[number * BUCKET_BYTES : (number + 1) * BUCKET_BYTES]


def buckets_of(slots: Iterable[tuple[int, bytes]], *, padding: bytes, epoch: int, least_bits: int = 0) -> Buckets:
    """Put slots where their place says and fill up; `least_bits` keeps the shape of the edition before."""
    placed = list(slots)
    for bits in range(max(least_bits, bits_for(len(placed))), MOST_BITS + 1):
        found = _sorted_into(placed, bits)
        if all(len(one) <= SLOTS for one in found.values()):
            return Buckets(bits, b"".join(_filled(found, number, padding, epoch) for number in range(1 << bits)))
    raise ValueError("These entries do not fit into buckets: two labels are the same.")


def bits_for(entries: int) -> int:
    """How many bits name the bucket so that MEAN entries or fewer fall into one on average."""
    return max(0, -(-entries // MEAN) - 1).bit_length()


def from_bytes(content: bytes, bits: int) -> Buckets:
    """Read published buckets; raises BadBlob where the length does not fit."""
    if not 0 <= bits <= MOST_BITS or len(content) != BUCKET_BYTES << bits:
        raise BadBlob("These are no buckets of this edition: the length does not fit.")
    return Buckets(bits, content)


def slots_in(bucket: bytes) -> tuple[bytes, ...]:
    """The slots of one bucket in their order."""
    return tuple(bucket[start : start + SLOT_BYTES] for start in range(0, len(bucket), SLOT_BYTES))


def _sorted_into(slots: Iterable[tuple[int, bytes]], bits: int) -> Mapping[int, list[bytes]]:
    found: dict[int, list[bytes]] = defaultdict(list)
    for place, slot in slots:
        found[place >> (64 - bits)].append(slot)
    return found


def _filled(found: Mapping[int, list[bytes]], number: int, padding: bytes, epoch: int) -> bytes:
    full = found.get(number, [])
    stream = shake_256(_seed(padding, epoch, number)).digest(BUCKET_BYTES)
    # An empty slot keeps its bytes when others come and go: the one an entry takes is always the next from the end.
    empty = [stream[start : start + SLOT_BYTES] for start in range(0, (SLOTS - len(full)) * SLOT_BYTES, SLOT_BYTES)]
    slots: list[bytes] = sorted((*full, *empty), key=lambda slot: slot[:TAG_BYTES])
    return b"".join(slots)


def _seed(padding: bytes, epoch: int, number: int) -> bytes:
    if len(padding) != PADDING_SECRET_BYTES:
        raise ValueError("The secret of an epoch's empty slots has 32 bytes.")
    message = epoch.to_bytes(8, "big") + number.to_bytes(8, "big")
    return blake2b(message, key=padding, digest_size=64, person=b"fl.list.padding").digest()
