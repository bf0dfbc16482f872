"""Codes for tests: random ones, and ones a given number of bits away."""

from __future__ import annotations

import numpy as np

from provenance.fingerprint.types import PREPARATION, Code, Fingerprints, LocalCodes, PictureCodes, PictureQuery

EMPTY = LocalCodes(b"", b"")


def code(random: np.random.Generator) -> Code:
    return Code(random.bytes(32))


def off(original: Code, bits: int, random: np.random.Generator) -> Code:
    """The same code with exactly so many bits turned."""
    number = int.from_bytes(original, "big")
    for bit in random.choice(256, bits, replace=False).tolist():
        number ^= 1 << bit
    return Code(number.to_bytes(32, "big"))


def patches(codes: list[Code]) -> LocalCodes:
    return LocalCodes(b"".join(codes), bytes(8 * len(codes)))


def picture(pdq: Code, local: list[Code], *, quality: int = 100, iscc: str = "") -> PictureCodes:
    return PictureCodes(512, 384, pdq, quality, pdq, iscc, patches(local))


def asking(codes: PictureCodes, mirrored: list[Code] | None = None) -> Fingerprints:
    query = PictureQuery((codes.pdq,) * 8, codes.local, patches(mirrored or []))
    return Fingerprints(PREPARATION, picture=codes, query=query)
