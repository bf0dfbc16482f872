"""What changed between two editions of one epoch: the top of the filter, and the slots that came and went.

Nothing in a delta is signed: whoever applies it compares the digests of the result with the signed edition.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from provenance.blindlist import layers
from provenance.blindlist.buckets import BUCKET_BYTES, MOST_BITS, SLOTS, slots_in
from provenance.blindlist.cbor import decode, encode
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.filters import from_bytes as filter_from_bytes
from provenance.blindlist.filters import to_bytes as filter_to_bytes
from provenance.blindlist.records import SLOT_BYTES
from provenance.blindlist.splitting import TAG_BYTES

SCHEMA: Final = "firstlight.list-delta/1"
MOST_BYTES: Final = 64 * 1024 * 1024
"""A delta that is larger saves nothing: take the whole edition."""


@dataclass(frozen=True, slots=True)
class Blobs:
    """The two downloads of an edition."""

    filter: bytes = field(repr=False)
    buckets: bytes = field(repr=False)

    @property
    def digests(self) -> tuple[str, str]:
        """SHA-256 of both, in hex digits, as an edition names them."""
        return sha256(self.filter).hexdigest(), sha256(self.buckets).hexdigest()


def delta_between(old: Blobs, new: Blobs) -> bytes | None:
    """The bytes that lead from the old to the new; None where the shape of the buckets changed: take all of it."""
    if len(old.buckets) != len(new.buckets):
        return None
    before, after = layers.from_bytes(old.filter), layers.from_bytes(new.filter)
    base, kept = filter_to_bytes(after.base), filter_to_bytes(before.base)
    changes = [change for number in range(len(new.buckets) // BUCKET_BYTES) if (change := _change(old, new, number))]
    return encode([SCHEMA, *old.digests, None if base == kept else base, filter_to_bytes(after.top), changes])


def applied(old: Blobs, delta: bytes) -> Blobs:
    """What the delta makes of the old downloads; raises BadBlob where it does not belong to them."""
    match decode(delta, at_most=MOST_BYTES):
        case [str(schema), str(one), str(other), base, bytes(top), list(changes)] if schema == SCHEMA:
            if (one, other) != old.digests:
                raise BadBlob("This delta belongs to another edition than the one at hand.")
            return Blobs(_filter(old, base, top), _buckets(old, changes))
    raise BadBlob("This is no delta of a list.")


def _change(old: Blobs, new: Blobs, number: int) -> list[object] | None:
    place = slice(number * BUCKET_BYTES, (number + 1) * BUCKET_BYTES)
    if old.buckets[place] == new.buckets[place]:
        return None
    before, after = slots_in(old.buckets[place]), slots_in(new.buckets[place])
    kept = set(after)
    gone = [index for index, slot in enumerate(before) if slot not in kept]
    return [number, gone, b"".join(sorted(set(after) - set(before)))]


def _filter(old: Blobs, base: object, top: bytes) -> bytes:
    before = layers.from_bytes(old.filter)
    fresh = filter_from_bytes(base) if isinstance(base, bytes) else before.base
    return layers.to_bytes(layers.Layers(fresh, filter_from_bytes(top)))


def _buckets(old: Blobs, changes: list[object]) -> bytes:
    count = len(old.buckets) // BUCKET_BYTES
    if len(changes) > 1 << MOST_BITS:
        raise BadBlob("This delta changes more buckets than there are.")
    made = bytearray(old.buckets)
    for change in changes:
        match change:
            case [int(number), list(gone), bytes(added)] if 0 <= number < count:
                place = slice(number * BUCKET_BYTES, (number + 1) * BUCKET_BYTES)
                made[place] = _bucket(old.buckets[place], gone, added)
            case _:
                raise BadBlob("This delta changes a bucket that there is not.")
    return bytes(made)


def _bucket(before: bytes, gone: list[object], added: bytes) -> bytes:
    left = [slot for index, slot in enumerate(slots_in(before)) if index not in gone]
    slots = sorted((*left, *slots_in(added)), key=lambda slot: slot[:TAG_BYTES])
    if len(slots) != SLOTS or any(len(slot) != SLOT_BYTES for slot in slots):
        raise BadBlob("This delta leaves a bucket of another size.")
    return b"".join(slots)
