"""The look-up by chunks once more, slowly and in plain numpy: every bucket by its definition, from the same arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verify.index.segments.layout import LINE_BITS, LINE_BUCKETS, Layout, radii_of
from verify.index.segments.masks import masks, scrambled
from verify.index.segments.tables import SPILLED, Tables
from verify.index.segments.tests.material import Codes


def look_up(tables: Tables, layout: Layout, asked: Codes, radius: int) -> dict[int, int]:
    """The rows within the radius of one code, each with its distance."""
    rows = candidates(tables, layout, asked, radius)
    apart = np.bitwise_count(tables.codes[rows] ^ asked.view(np.uint64)).sum(axis=1, dtype=np.int64)
    return {int(row): int(bits) for row, bits in zip(rows, apart, strict=True) if bits <= radius}


def candidates(tables: Tables, layout: Layout, asked: Codes, radius: int) -> NDArray[np.int64]:
    """All rows in the buckets that the rule says to look into."""
    value, rows = int.from_bytes(asked.tobytes(), "little"), list[int]()
    places = zip(layout.offsets, layout.widths, radii_of(layout.widths, radius) or (), strict=True)
    for chunk, (offset, width, deep) in enumerate(places):
        key = value >> offset & ((1 << width) - 1)
        for mask in masks(width, deep).tolist():
            start, end = _borders(tables, layout, chunk, key ^ mask)
            rows += tables.postings[chunk * len(tables.codes) :][start:end].tolist()
    return np.array(sorted(set(rows)), np.int64)


def _borders(tables: Tables, layout: Layout, chunk: int, key: int) -> tuple[int, int]:
    first = sum(1 << (width - LINE_BITS) for width in layout.widths[:chunk])
    own = scrambled(np.array([key >> LINE_BITS]), layout.widths[chunk] - LINE_BITS)[0]
    line, bucket = first + int(own), key % LINE_BUCKETS
    base = int(tables.bases[line])
    if base & SPILLED:
        start, end = tables.spilled[base ^ SPILLED][bucket : bucket + 2]
        return int(start), int(end)
    return base + int(tables.counts[line][bucket - 1] if bucket else 0), base + int(tables.counts[line][bucket])
