"""Which bits to flip: all patterns of few bits, the fewest first."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import Final

import numpy as np
from numpy.typing import NDArray

from verify.index.segments.layout import DEEPEST, LINE_BITS


def masks(bits: int, deep: int = DEEPEST) -> NDArray[np.int64]:
    """All numbers of `bits` bits with at most `deep` set, ordered by how many are set."""
    found = [
        sum(1 << bit for bit in flips) for weight in range(deep + 1) for flips in combinations(range(bits), weight)
    ]
    return np.array(found, np.int64)


def counts(bits: int, deep: int = DEEPEST) -> NDArray[np.int64]:
    """How many of `masks(bits)` have at most 0, 1, … bits set."""
    return np.cumsum([comb(bits, weight) for weight in range(deep + 1)]).astype(np.int64)


LOW_MASKS: Final = masks(LINE_BITS)
LOW_COUNTS: Final = counts(LINE_BITS)


def scrambled(lines: NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    """Another number of as many bits for each; that of a ^ b is that of a ^ that of b. Also for one number.

    Without, lines that differ by one high bit lie a power of two apart, all in the same few places of the caches.
    """
    half, within = bits // 2, (1 << bits) - 1
    lines = lines ^ (lines >> half)
    lines = lines ^ ((lines << (half - 2)) & within)
    lines = lines ^ (lines >> (half + 1))
    lines = lines ^ ((lines << 3) & within)
    return lines ^ (lines >> 5)
