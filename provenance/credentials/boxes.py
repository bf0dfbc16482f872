"""A manifest store as bytes: its outermost boxes are counted (length and type, ISO 19566-5 section A.2), no more.

Nothing inside a box is read here, so that this may be imported where no decoder may.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

STORE_BYTES: Final = 4 * 1024 * 1024
"""The largest honest store of the corpus has 1.1 MB; ten editing steps with previews stay below this."""

NAME_BYTES: Final = 300
"""A C2PA unique identifier has 80 characters with all its parts; a claim generator of old may name itself before it."""

MOST_BOXES: Final = 20_000
"""Boxes directly inside one: honest ones hold some hundreds, and empty ones would make a list of millions."""

_LENGTH: Final = struct.Struct(">I")
_HEAD: Final = 8
_SUPERBOX: Final = b"jumb"


@dataclass(frozen=True, slots=True)
class ManifestStore:
    """A store as it lay in the file, and the name of its active manifest (a C2PA unique identifier)."""

    active: str
    content: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """As it crosses the pipe: the name in UTF-8, a zero, the store."""
        return self.active.encode() + b"\0" + self.content

    @classmethod
    def from_bytes(cls, raw: bytes) -> ManifestStore:
        """What `to_bytes` made; raises ValueError for what is none or too large."""
        active, _, content = raw.partition(b"\0")
        if not 0 < len(active) <= NAME_BYTES or not 0 < len(content) <= STORE_BYTES or children(content) is None:
            raise ValueError("no manifest store")
        return cls(active.decode(), content)


def active_manifest(store: bytes) -> bytes | None:
    """The same store with nothing but its active manifest; None where the bytes are no store."""
    boxes = children(store)
    return None if boxes is None or len(boxes) < 2 else superbox(boxes[0], boxes[-1])


def children(outer: bytes) -> list[bytes] | None:
    """The boxes directly inside a superbox; None where lengths do not add up or there are too many."""
    try:
        found = list(islice(_boxes(outer), MOST_BOXES + 1))
        return found if len(found) <= MOST_BOXES else None
    except (ValueError, struct.error):
        return None


def _boxes(outer: bytes) -> Iterator[bytes]:
    if outer[4:_HEAD] != _SUPERBOX or _LENGTH.unpack_from(outer)[0] != len(outer):
        raise ValueError("not one superbox")
    at = _HEAD
    while at < len(outer):
        (length,) = _LENGTH.unpack_from(outer, at)
        if length < _HEAD or at + length > len(outer):
            raise ValueError("a box leaves its superbox")
        yield outer[at : at + length]
        at += length


def superbox(*children: bytes) -> bytes:
    inside = b"".join(children)
    return _LENGTH.pack(_HEAD + len(inside)) + _SUPERBOX + inside
