"""How wide the chunks of a segment are, and how far to look in each for a radius."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb
from typing import Final

CODE_BITS: Final = 256
CODE_BYTES: Final = 32
ID_BYTES: Final = 8
POSTING_BYTES: Final = 4

LINE_BITS: Final = 6
LINE_BUCKETS: Final = 1 << LINE_BITS
"""Buckets whose counts lie in one line of the processor's cache: 64 of a byte each."""
LINE_BYTES: Final = LINE_BUCKETS + 4

STRIDE: Final = 4
"""Postings read at once; so many are unused behind the last."""

MOST_BYTES: Final = 120
"""A code's share of a segment, in all; the rest up to 128 is room for buckets that overflow their byte."""
DEEPEST: Final = 3
"""Bits to flip in one chunk at most: with four there are more buckets than codes worth reading."""
CHUNKS: Final = range(9, 21)
NARROWEST: Final = 12

# What one step costs, in nanoseconds on a machine whose memory answers in a hundred; only the ratios matter.
_LINE, _BUCKET, _CANDIDATE, _FLAT = 6.0, 2.0, 10.0, 2.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of the chunks in bits, together 256; none where the segment is only ever read through."""

    widths: tuple[int, ...]

    @property
    def offsets(self) -> tuple[int, ...]:
        """The bit at which each chunk begins."""
        return tuple(sum(self.widths[:number]) for number in range(len(self.widths)))

    @property
    def lines(self) -> int:
        """Lines of bucket counts, over all chunks."""
        return sum(1 << (width - LINE_BITS) for width in self.widths)

    def bytes_of(self, count: int) -> int:
        """The size of a segment of so many codes, without overflowing buckets."""
        return count * (CODE_BYTES + ID_BYTES + POSTING_BYTES * len(self.widths)) + self.lines * LINE_BYTES


FLAT: Final = Layout(())


def radii_of(widths: tuple[int, ...], radius: int) -> tuple[int, ...] | None:
    """How many bits to flip in each chunk so that nothing within `radius` is missed; None where that is too many.

    If every chunk i differed by more than r_i bits, the whole would differ by at least the sum of all r_i + 1. So that
    sum has to be above `radius`, and need not be more: with radius = a·m + b, b + 1 chunks look a bits far and the
    others one less (-1: not at all). The widest chunks look farthest, since their buckets hold the least.
    """
    deep, rest = divmod(radius, len(widths))
    if deep > DEEPEST:
        return None
    widest = set(sorted(range(len(widths)), key=lambda number: -widths[number])[: rest + 1])
    return tuple(deep if number in widest else deep - 1 for number in range(len(widths)))


@cache
def cost_of(widths: tuple[int, ...], count: int, radius: int) -> float:
    """Nanoseconds, more or less, that a look-up takes among so many evenly spread codes."""
    radii = radii_of(widths, radius) if widths else None
    if radii is None:
        return count * _FLAT
    return sum(_chunk_cost(width, deep, count) for width, deep in zip(widths, radii, strict=True))


def layout_for(count: int, radius: int) -> Layout:
    """The quickest layout for this radius that fits MOST_BYTES a code."""
    fitting = [one for one in map(_even, CHUNKS) if _fits(one, count)]
    return min([FLAT, *fitting], key=lambda one: cost_of(one.widths, count, radius))


def buckets_within(width: int, deep: int) -> int:
    """The number of chunk values that differ by at most so many bits."""
    return sum(comb(width, flips) for flips in range(deep + 1))


def _chunk_cost(width: int, deep: int, count: int) -> float:
    lines, buckets = buckets_within(width - LINE_BITS, deep), buckets_within(width, deep)
    return lines * _LINE + buckets * _BUCKET + buckets * count / (1 << width) * _CANDIDATE


def _even(chunks: int) -> Layout:
    narrow, wider = divmod(CODE_BITS, chunks)
    return Layout(tuple(narrow + (number < wider) for number in range(chunks)))


def _fits(layout: Layout, count: int) -> bool:
    return min(layout.widths) >= NARROWEST and layout.bytes_of(count) <= MOST_BYTES * count
