"""Which codes of a medium may be keys at all: those that say enough about it to point at one picture.

A flat or blurred picture has a global code that many pictures share, and a patch without texture one that most pictures
share; as keys they would only cost time and invite planting. Loads no numbers library: a record made from a page is
indexed by the web process. Sources: PDQ reference (drop quality below 50), `docs/matching.md`.
"""

from __future__ import annotations

from base64 import b32decode
from collections.abc import Iterator
from typing import Final

from provenance.fingerprint.types import CODE_BYTES, Code, LocalCodes, PictureCodes
from verify.index.types import Space

LEAST_QUALITY: Final = 50
"""PDQ quality from which a global code is a key."""

LEAST_PATCHES: Final = 8
"""Telling local codes from which a picture has local keys: fewer could never be confirmed by their geometry."""

FEWEST_BITS: Final = 24
"""Bits a local code has at least, and lacks at least: nearly even patches give nearly all zeros or all ones."""

_ISCC_HEADER_BYTES: Final = 2
_ISCC_PREFIX: Final = "ISCC:"

Key = tuple[Space, int, Code]
"""A space, the place in the medium, and the code."""


def picture_keys(codes: PictureCodes) -> Iterator[Key]:
    """What a recorded picture is indexed under; nothing at all for a flat one. Places are numbers of local codes."""
    if codes.quality >= LEAST_QUALITY:
        yield Space.PICTURE, 0, codes.pdq
        if body := iscc_body(codes.iscc):
            yield Space.ISCC, 0, body
    for place in telling(codes.local):
        yield Space.LOCAL, place, Code(codes.local.codes[place * CODE_BYTES : (place + 1) * CODE_BYTES])


def telling(local: LocalCodes) -> list[int]:
    """The numbers of the local codes that may be keys: no flat ones, none twice, and none if they are too few."""
    first: dict[bytes, int] = {}
    for place in range(len(local)):
        first.setdefault(local.codes[place * CODE_BYTES : (place + 1) * CODE_BYTES], place)
    kept = [place for code, place in first.items() if _textured(code)]
    return kept if len(kept) >= LEAST_PATCHES else []


def iscc_body(iscc: str) -> Code | None:
    """The 256 bits of an ISCC unit in its canonical text form; None for shorter units and for what is none."""
    try:
        unit = b32decode(iscc.removeprefix(_ISCC_PREFIX) + "=" * (-len(iscc.removeprefix(_ISCC_PREFIX)) % 8))
    except ValueError:
        return None
    body = unit[_ISCC_HEADER_BYTES:]
    return Code(body) if len(body) == CODE_BYTES else None


def _textured(code: bytes) -> bool:
    return FEWEST_BITS <= int.from_bytes(code, "big").bit_count() <= CODE_BYTES * 8 - FEWEST_BITS
