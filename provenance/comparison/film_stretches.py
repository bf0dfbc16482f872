"""From the blocks that differ at each moment to stretches of time with boxes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

_LEAST_BLOCKS: Final = 4
"""Touching blocks that differ before a moment does: a face that is a tenth as high as the picture."""

_LEAST_MOMENTS: Final = 3
"""Moments in a row that differ: an encoder's fault or a flash lasts one or two."""

_BRIDGED: Final = 5
"""Moments between two differing ones that are taken to differ as well: what was put in may be covered for a moment."""

_OFTEN: Final = 0.35
"""Share of a stretch in which a block differs before it belongs to the box."""

_STILL: Final = 0.5
"""Share of those blocks that must look differing still for a stretch to go on."""

Marks = NDArray[np.bool_]
"""(moments, rows, columns)."""


def steady(marks: Marks) -> Marks:
    """Marks that most of three neighbouring moments share, without those of small regions."""
    padded = np.pad(marks, ((1, 1), (0, 0), (0, 0)), mode="edge").astype(np.uint8)
    most = (padded[:-2] + padded[1:-1] + padded[2:]) >= 2
    return np.stack([_large(one) for one in most]) if len(most) else most


def stretches(marks: Marks) -> Iterator[tuple[int, int]]:
    """First and last moment (not included) of each stretch that differs."""
    differs = _bridged(np.asarray(marks.any(axis=(1, 2))))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], differs, [False]]).astype(np.int8)))
    for first, last in edges.reshape(-1, 2).tolist():
        if last - first >= _LEAST_MOMENTS:
            yield first, last


def grown(certain: Marks, perhaps: Marks) -> list[tuple[int, int]]:
    """The stretches of what differs for certain, each as long as the same blocks may differ before and after it.

    Where something moves fast a single moment is never certain; but what differed a moment ago, and still looks so,
    differs. Stretches that grow into each other become one.
    """
    reply: list[tuple[int, int]] = []
    for first, last in stretches(certain):
        begin, end = _grown(certain[first:last], perhaps, first, last)
        if reply and begin <= reply[-1][1]:
            begin, end = reply[-1][0], max(end, reply.pop()[1])
        reply.append((begin, end))
    return reply


def _grown(certain: Marks, perhaps: Marks, first: int, last: int) -> tuple[int, int]:
    often = certain.mean(axis=0) >= min(_OFTEN, float(certain.mean(axis=0).max()))
    while first > 0 and perhaps[first - 1][often].mean() >= _STILL:
        first -= 1
    while last < len(perhaps) and perhaps[last][often].mean() >= _STILL:
        last += 1
    return first, last


def regions(marks: Marks) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height in blocks of the regions that differ often in these moments."""
    often = marks.mean(axis=0) >= min(_OFTEN, float(marks.mean(axis=0).max()))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(np.asarray(often, np.uint8), connectivity=8)
    return [(int(x), int(y), int(wide), int(high)) for x, y, wide, high, _ in boxes[1:count]]


def _large(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    count, labels, sizes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    kept = [number for number in range(1, count) if sizes[number][4] >= _LEAST_BLOCKS]
    return np.isin(labels, kept)


def _bridged(differs: NDArray[np.bool_]) -> NDArray[np.bool_]:
    where = np.flatnonzero(differs)
    reply = differs.copy()
    for one, two in pairwise(where):
        reply[one:two] |= two - one <= _BRIDGED + 1
    return reply
