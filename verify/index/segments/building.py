"""Writes a segment: codes in an order that keeps like beside like, then each chunk's buckets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from verify.index.segments import kernels
from verify.index.segments.format import Writing
from verify.index.segments.layout import CODE_BYTES, LINE_BUCKETS, STRIDE, Layout, layout_for
from verify.index.segments.tables import SPILLED

MOST_CODES: Final = 1 << 28
"""Codes in one segment at most; more are kept in several, whose answers are united."""
BYTE: Final = 255


def build(path: Path, codes: NDArray[np.uint8], ids: NDArray[np.uint64], *, radius: int) -> None:
    """Write a segment of `codes` (N × 32 bytes) named by `ids` (N), quickest for look-ups within `radius` bits.

    Appears under `path` complete and on disk, or not at all. Needs as much memory again as the codes take, and 100 MB.
    Raises ValueError for codes and ids of other shapes.
    """
    if codes.shape != (len(ids), CODE_BYTES) or len(ids) > MOST_CODES:
        raise ValueError(f"a segment holds codes of {CODE_BYTES} bytes and as many ids, {MOST_CODES} at most")
    words = np.ascontiguousarray(codes, np.uint8).view(np.uint64)
    order = np.argsort(words[:, 0])
    words = words[order]
    write(path, words, ids[order], layout_for(len(ids), radius), radius)


def write(path: Path, words: NDArray[np.uint64], ids: NDArray[np.uint64], layout: Layout, radius: int) -> None:
    """Write a segment of codes in this order and layout."""
    with Writing(path, count=len(ids), radius=radius, widths=layout.widths) as writing:
        writing.section("codes", [words])
        writing.section("ids", [ids.astype(np.uint64)])
        spilled: list[NDArray[np.uint32]] = []
        lines = list[tuple[NDArray[np.uint32], NDArray[np.uint8]]]()
        writing.section("postings", _postings(words, layout, lines, spilled))
        writing.section("bases", [bases for bases, _ in lines])
        writing.section("counts", [counts for _, counts in lines])
        writing.section("spilled", spilled)


def _postings(
    words: NDArray[np.uint64],
    layout: Layout,
    lines: list[tuple[NDArray[np.uint32], NDArray[np.uint8]]],
    spilled: list[NDArray[np.uint32]],
) -> Iterator[NDArray[np.uint32]]:
    keyed = np.empty(len(words), np.uint64)
    for offset, width in zip(layout.offsets, layout.widths, strict=True):
        starts, postings = np.zeros((1 << width) + 1, np.uint32), np.empty(len(words), np.uint32)
        kernels.key_rows(words, offset, width, keyed)
        keyed.sort()
        kernels.split(keyed, postings, starts[1:])
        lines.append(_lines(starts, spilled))
        yield postings
    yield np.zeros(STRIDE, np.uint32)


def _lines(
    starts: NDArray[np.uint32], spilled: list[NDArray[np.uint32]]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Bases and counts of a chunk's lines; the borders of lines too full for counts of a byte go to `spilled`."""
    bases = starts[:-1:LINE_BUCKETS].copy()
    ends = starts[1:].reshape(-1, LINE_BUCKETS) - bases[:, None]
    full = np.flatnonzero(ends[:, -1] > BYTE)
    bases[full] = SPILLED | (sum(map(len, spilled)) + np.arange(len(full), dtype=np.uint32))
    spilled.append(starts[full[:, None] * LINE_BUCKETS + np.arange(LINE_BUCKETS + 1)])
    return bases, np.minimum(ends, BYTE).astype(np.uint8)
