"""What one thread works with while it looks codes up in one segment, kept from look-up to look-up."""

from __future__ import annotations

from typing import Final

import numpy as np

from verify.index.segments.kernels import AHEAD, BLOCK
from verify.index.segments.layout import DEEPEST, LINE_BITS, STRIDE, Layout, buckets_within, radii_of
from verify.index.segments.tables import Query, Scratch, found_for

CANDIDATES_A_CODE: Final = 0.3
"""Above this share of all codes, fetching candidates takes longer than reading all codes in order. So many only come
from crowded buckets, whose codes lie together: 4 ns each, against 1.2 ns for each of all."""
FEW_HITS: Final = 4096
MOST_KEPT: Final = 1 << 20
"""Room for more hits than this (18 MB) is given back after the look-up."""


def scratch_for(layout: Layout, count: int) -> Scratch:
    """Room for the widest look-up among so many codes."""
    lines = AHEAD + sum(buckets_within(width - LINE_BITS, DEEPEST) for width in layout.widths)
    spans = AHEAD + sum(buckets_within(width, DEEPEST) for width in layout.widths)
    return Scratch(
        np.zeros(lines, np.uint32),
        np.zeros(lines, np.uint8),
        np.zeros(lines, np.uint8),
        np.zeros(spans, np.int64),
        np.zeros(spans, np.int64),
        np.zeros(AHEAD + BLOCK + STRIDE, np.uint32),
        np.zeros(count // 8 + 1, np.uint8),
    )


class Room:
    """Of one thread and one segment."""

    def __init__(self, layout: Layout, count: int) -> None:
        self.scratch, self.found = scratch_for(layout, count), found_for(FEW_HITS)
        self._queries = dict[int, Query]()

    def query(self, layout: Layout, radius: int, count: int) -> Query:
        """How to look within a radius: a limit of no candidates says to read all codes in order."""
        if radius not in self._queries:
            radii = radii_of(layout.widths, radius) if layout.widths else None
            limit = 0 if radii is None else int(count * CANDIDATES_A_CODE)
            far, keys = np.array(radii or (), np.int64), np.empty(len(layout.widths), np.int64)
            self._queries[radius] = Query(np.empty(4, np.uint64), radius, limit, far, keys)
        return self._queries[radius]

    def grow(self) -> None:
        """More room for hits: the answer to one code alone did not fit."""
        self.found = found_for(len(self.found.rows) * 4)

    def shrink(self) -> None:
        """Give back what was only needed for an uncommonly long answer."""
        if len(self.found.rows) > MOST_KEPT:
            self.found = found_for(FEW_HITS)
