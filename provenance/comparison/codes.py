"""Codes as arrays: how many bits of two differ, and which patches of two pictures name each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.fingerprint.types import CODE_BYTES, POINT_BYTES, Code, LocalCodes

_WORDS: Final = CODE_BYTES // 8
_SUBPIXELS: Final = 32
_MOST: Final = 1024
"""Patches of one picture that are looked at; whoever sends more wants to keep us busy."""


@dataclass(frozen=True, slots=True)
class Patches:
    """Local codes laid out: `words` (n, 4) of 64 bits, `places` (n, 2) in pixels, `sizes` (n,) in pixels,
    `angles` (n,) in full turns."""

    words: NDArray[np.uint64]
    places: NDArray[np.float32]
    sizes: NDArray[np.float32]
    angles: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.words)


def patches(local: LocalCodes) -> Patches:
    """Lay out codes and points; a code without its point, or the other way round, is left out."""
    count = min(len(local.codes) // CODE_BYTES, len(local.points) // POINT_BYTES, _MOST)
    words = np.frombuffer(local.codes[: count * CODE_BYTES], dtype="<u8").reshape(count, _WORDS)
    points = np.frombuffer(local.points[: count * POINT_BYTES], dtype="<u2").reshape(count, 4).astype(np.float32)
    pixels = (points[:, :3] / _SUBPIXELS).astype(np.float32)
    return Patches(words, pixels[:, :2], pixels[:, 2], (points[:, 3] / 65536).astype(np.float32))


def differing_bits(one: Patches, other: Patches) -> NDArray[np.uint16]:
    """How many bits differ, for every pair: (len(one), len(other))."""
    total = np.zeros((len(one), len(other)), dtype=np.uint16)
    for word in range(_WORDS):
        total += np.bitwise_count(one.words[:, word, None] ^ other.words[None, :, word])
    return total


def mutual(bits: NDArray[np.uint16], most: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs that are each other's nearest and differ in at most `most` bits: their rows, their columns."""
    if not bits.size:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    nearest = bits.argmin(axis=1)
    rows = np.arange(len(bits))
    kept = (bits.argmin(axis=0)[nearest] == rows) & (bits[rows, nearest] <= most)
    return rows[kept], nearest[kept]


def distance(one: Code, other: Code) -> int | None:
    """Bits in which two codes differ; None where either is no code."""
    if len(one) != CODE_BYTES or len(other) != CODE_BYTES:
        return None
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()
