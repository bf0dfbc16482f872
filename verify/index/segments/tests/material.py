"""Codes to search among, and the plain way of searching."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from verify.index.segments.building import write
from verify.index.segments.layout import FLAT, Layout
from verify.index.segments.segment import Hits, Segment

Codes = NDArray[np.uint8]
Ids = NDArray[np.uint64]

LAYOUTS = (FLAT, Layout((16,) * 16), Layout((20,) * 9 + (19,) * 4), Layout((13,) * 16 + (12,) * 4))


def near(centres: Codes, flips: int, count: int, chance: np.random.Generator) -> Codes:
    """Codes at most `flips` bits away from a centre each."""
    codes = centres[chance.integers(0, len(centres), count)].copy()
    for code in codes:
        for bit in chance.choice(256, chance.integers(0, flips + 1), replace=False):
            code[bit >> 3] ^= 1 << (bit & 7)
    return codes


def worst(asked: Codes, widths: tuple[int, ...], radii: tuple[int, ...], chance: np.random.Generator) -> Codes:
    """For each chunk, a code that only this chunk leads to: every other differs by one bit more than is looked at."""
    bits = np.repeat(np.unpackbits(asked[None], axis=1, bitorder="little"), len(widths), axis=0)
    for only, code in enumerate(bits):
        for number, (width, deep) in enumerate(zip(widths, radii, strict=True)):
            flips = chance.choice(width, deep + (number != only), replace=False)
            code[sum(widths[:number]) + flips] ^= 1
    return np.packbits(bits, axis=1, bitorder="little")


def mixed(count: int, seed: int) -> Codes:
    """A third random, a third in clusters, a third nearly constant: hot buckets in all chunks but one."""
    chance = np.random.default_rng(seed)
    random = chance.integers(0, 256, (count // 3 + 1, 32), dtype=np.uint8)
    clustered = near(chance.integers(0, 256, (5, 32), dtype=np.uint8), 40, count // 3 + 1, chance)
    skewed = np.full((count // 3 + 1, 32), 0x5A, np.uint8)
    skewed[:, chance.integers(0, 32)] = chance.integers(0, 256, len(skewed))
    return np.concatenate([random, clustered, skewed])[chance.permutation(3 * (count // 3 + 1))[:count]]


def segment_of(codes: Codes, ids: Ids, layout: Layout) -> Segment:
    """A segment in a file that is gone already; the memory stays mapped."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "segment"
        write(path, codes.view(np.uint64).reshape(-1, 4), ids, layout, 31)
        return Segment.open(path)


def brute(codes: Codes, ids: Ids, asked: Codes, radius: int) -> list[tuple[int, int, int]]:
    """By the definition: all pairs."""
    apart = np.bitwise_count(codes[None, :, :] ^ asked[:, None, :]).sum(axis=2, dtype=np.int64)
    return sorted((int(one), int(ids[row]), int(apart[one, row])) for one, row in np.argwhere(apart <= radius))


def told(hits: Hits) -> list[tuple[int, int, int]]:
    """Hits as plain values, in order."""
    return sorted(zip(hits.asked.tolist(), hits.ids.tolist(), hits.distances.tolist(), strict=True))
