"""What one label is split into: a filter key, a bucket, a tag and a key for its record. Source: docs/list-service.md.

Each part is a BLAKE2b of the label under a name of its own, so that who publishes one part publishes nothing of the
others: filter and tags are public, and only who computed the label has the record's key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from provenance.blindlist.types import Label

LABEL_BYTES: Final = 64
TAG_BYTES: Final = 8
"""Tells the slots of a bucket apart: two of 40 share a tag once in 2^53 buckets, and the record's own seal decides."""
RECORD_KEY_BYTES: Final = 64
"""AES-256-SIV takes two keys of 32 bytes (RFC 5297)."""

_FILTER: Final = b"fl.list.filter"
_BUCKET: Final = b"fl.list.bucket"
_TAG: Final = b"fl.list.tag"
_RECORD: Final = b"fl.list.record"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one label; `place` is a whole number of 64 bits whose first bits name the bucket."""

    filter_key: int
    place: int
    tag: bytes
    record_key: bytes = field(repr=False)

    def bucket(self, bits: int) -> int:
        """Which of 2^bits buckets this label falls into."""
        return self.place >> (64 - bits)


def parts_of(label: Label) -> Parts:
    """Split a label of 64 bytes; raises ValueError for any other length."""
    if len(label) != LABEL_BYTES:
        raise ValueError("A label has 64 bytes.")
    return Parts(
        filter_key=int.from_bytes(_part(label, _FILTER, 8), "little"),
        place=int.from_bytes(_part(label, _BUCKET, 8), "big"),
        tag=_part(label, _TAG, TAG_BYTES),
        record_key=_part(label, _RECORD, RECORD_KEY_BYTES),
    )


def _part(label: Label, name: bytes, size: int) -> bytes:
    return blake2b(label, digest_size=size, person=name).digest()
