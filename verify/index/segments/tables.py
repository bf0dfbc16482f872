"""The arrays that a look-up reads and writes."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from verify.index.segments.layout import DEEPEST, LINE_BITS, Layout
from verify.index.segments.masks import LOW_COUNTS, LOW_MASKS, counts, masks, scrambled

SPILLED: Final = 1 << 31
"""Set in the base of a line whose buckets hold more than 255 postings together; the rest is its number in `spilled`."""


class Probes(NamedTuple):
    """Of each chunk its place, its width, its first line of bucket counts, and the bits to flip."""

    offsets: NDArray[np.int64]
    widths: NDArray[np.int64]
    lines: NDArray[np.int64]
    masks: NDArray[np.int64]
    mask_starts: NDArray[np.int64]
    mask_counts: NDArray[np.int64]
    low_masks: NDArray[np.int64]
    low_counts: NDArray[np.int64]


class Tables(NamedTuple):
    """A segment as arrays: `codes` N × 4 words, `postings` m × N rows ordered by bucket, and where each bucket lies.

    A line has 64 buckets: `bases` says where the first begins among the chunk's postings, `counts` where each ends,
    relative to that. A spilled line has 65 absolute borders in `spilled` instead. `dropped` has a bit a row.
    """

    codes: NDArray[np.uint64]
    postings: NDArray[np.uint32]
    bases: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    spilled: NDArray[np.uint32]
    dropped: NDArray[np.uint8]


class Query(NamedTuple):
    """One code, the radius, how many candidates at most, how far to look in each chunk, room for the code's chunks."""

    code: NDArray[np.uint64]
    radius: int
    limit: int
    radii: NDArray[np.int64]
    keys: NDArray[np.int64]


class Scratch(NamedTuple):
    """Room of one thread for the lines of bucket counts to read, the postings of the buckets, the candidates.

    `seen` has a bit a row, all zero between look-ups.
    """

    lines: NDArray[np.uint32]
    line_chunks: NDArray[np.uint8]
    buckets: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    rows: NDArray[np.uint32]
    seen: NDArray[np.uint8]


class Found(NamedTuple):
    """Where hits are written: the number of the code asked about, the row, the distance."""

    asked: NDArray[np.int64]
    rows: NDArray[np.int64]
    distances: NDArray[np.int16]


def probes_of(layout: Layout) -> Probes:
    """What every look-up in segments of this layout needs."""
    high = [width - LINE_BITS for width in layout.widths]
    each = [scrambled(masks(bits), bits) for bits in high]
    return Probes(
        np.array(layout.offsets, np.int64),
        np.array(layout.widths, np.int64),
        _starts([1 << bits for bits in high]),
        np.concatenate([*each, np.empty(0, np.int64)]),
        _starts([len(one) for one in each]),
        np.array([counts(bits) for bits in high], np.int64).reshape(-1, DEEPEST + 1),
        LOW_MASKS,
        LOW_COUNTS,
    )


def found_for(most: int) -> Found:
    """Room for so many hits."""
    return Found(np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int16))


def _starts(sizes: list[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
