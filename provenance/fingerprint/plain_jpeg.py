"""Whether a small picture that somebody sent holds pixels and nothing else, known by its headers alone.

A proxy may be kept for years and shown on a page: what cameras and programs write beside the pixels (EXIF with places
and names, comments, previews, a second file behind the end) must not lie in there. Source: ITU-T T.81, annex B.
"""

from __future__ import annotations

import re
import struct
from typing import Final

Size = tuple[int, int]
"""Width and height in pixels."""

_START: Final = b"\xff\xd8"
_FRAME: Final = 0xC0
_SCAN: Final = 0xDA
_TABLES: Final = frozenset({0xDB, 0xC4, 0xDD})
_JFIF: Final = 0xE0
_JFIF_BYTES: Final = 16
"""With a preview in it, this segment would be longer."""

_ONE_SCAN: Final = re.compile(rb"(?:[^\xff]|\xff[\x00\xd0-\xd7])*\xff\xd9", re.DOTALL)
"""Coded pixels hold no other marker, so nothing can follow them but the end."""


def size_if_plain(raw: bytes) -> Size | None:
    """The size of a baseline JPEG of one scan without anything beside its pixels; None for everything else."""
    if not raw.startswith(_START):
        return None
    at, size = len(_START), None
    while at + 4 <= len(raw):
        start, marker, length = struct.unpack_from(">BBH", raw, at)
        segment = raw[at + 4 : at + 2 + length]
        at += 2 + length
        if start != 0xFF or length < 2:
            return None
        if marker == _SCAN:
            return size if _ONE_SCAN.fullmatch(raw, at) else None
        if marker == _FRAME and len(segment) > 5:
            height, width = struct.unpack_from(">HH", segment, 1)
            size = width, height
        elif marker not in _TABLES and not (marker == _JFIF and length == _JFIF_BYTES):
            return None
    return None
