"""From two films laid on each other to what is told of them: intervals, cuts, boxes, what platforms changed."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from provenance.comparison.film_differences import BLOCK
from provenance.comparison.film_laying import Laid
from provenance.comparison.film_marks import Marks
from provenance.comparison.film_path import NONE
from provenance.comparison.film_stretches import grown, regions
from provenance.comparison.types import Box, Change, FilmStretch, Interval

_SHORTEST_CUT_MS: Final = 450
_SHORTEST_GAP_MS: Final = 700
_SHORTEST_END_MS: Final = 1_500
"""A fade or the last frame before a cut is no difference."""

_MOST: Final = 64
"""Stretches, cuts and boxes that are told; more are a fault of the pairing."""

_WHOLE: Final = 10_000
_CROPPED: Final = 97
_FRAMED: Final = 0.96


def matching_ms(found: Laid) -> float:
    """How much of the asked film matches."""
    return sum(_edge(found, run.last) - _edge(found, run.first) for run in found.alignment.matching())


def matching(found: Laid) -> Interval:
    """From the first matching moment to the last."""
    runs = found.alignment.matching()
    return Interval(_edge(found, runs[0].first), _edge(found, runs[-1].last))


def shares(found: Laid) -> tuple[float, float]:
    """The share of the asked film that matches, and the share of what lies between the first and last match."""
    span = matching(found)
    whole = _edge(found, len(found.asked)) - _edge(found, 0)
    return matching_ms(found) / max(whole, 1), matching_ms(found) / max(span.end_ms - span.start_ms, 1)


def kept(found: Laid) -> int:
    """How much of the recorded picture can be seen in the asked one, in percent."""
    part, (wide, high) = found.part, found.recorded.size
    area = (part.right - part.left) * (part.bottom - part.top) * abs(float(np.linalg.det(part.transform[:, :2])))
    return min(round(100 * area / (wide * high)), 100)


def changes(found: Laid, *, recoloured: bool) -> tuple[Change, ...]:
    """What was done to the film as a whole."""
    part, (wide, high) = found.part, found.asked.size
    framed = (part.right - part.left) * (part.bottom - part.top) < _FRAMED * wide * high
    happened = {
        Change.RECOMPRESSED: True,
        Change.CROPPED: kept(found) < _CROPPED,
        Change.FRAMED: framed,
        Change.RECOLOURED: recoloured,
    }
    return tuple(one for one, did in happened.items() if did)


def differing(found: Laid, marks: Marks, perhaps: Marks) -> tuple[FilmStretch, ...]:
    """Stretches in which regions differ, and those in which nothing of the recorded film is shown at all."""
    told = [_stretch(found, marks, first, last) for first, last in grown(marks, perhaps)]
    for run in found.alignment.runs:
        if run.state == NONE:
            gap = Interval(_edge(found, run.first), _edge(found, run.last))
            inside = run.first > 0 and run.last < len(found.asked)
            least = _SHORTEST_GAP_MS if inside else _SHORTEST_END_MS
            told += [FilmStretch(gap)] if gap.end_ms - gap.start_ms >= least else []
    return tuple(sorted(told, key=_begin)[:_MOST])


def cuts(found: Laid) -> tuple[Interval, ...]:
    """What the recorded film shows between and the asked one leaves out, in recorded time."""
    told = []
    for one, two in pairwise(found.alignment.matching()):
        start = _edge(found, one.last) + found.alignment.offset(one)
        end = _edge(found, two.first) + found.alignment.offset(two)
        left_out = found.alignment.offset(two) - found.alignment.offset(one)
        if left_out >= _SHORTEST_CUT_MS and end > start:
            told.append(Interval(max(start, 0), end))
    return tuple(told[:_MOST])


def _edge(found: Laid, moment: int) -> int:
    """The time before this asked picture and after the one before it."""
    times = found.asked.times
    if moment <= 0:
        return 0 if times[0] <= found.asked.step_ms else int(times[0])
    if moment >= len(times):
        return int(times[-1] + found.asked.step_ms)
    return int(times[moment - 1] + times[moment]) // 2


def _stretch(found: Laid, marks: Marks, first: int, last: int) -> FilmStretch:
    boxes = tuple(_box(found, *one) for one in regions(marks[first:last])[:_MOST])
    return FilmStretch(Interval(_edge(found, first), _edge(found, last)), boxes)


def _box(found: Laid, left: int, top: int, wide: int, high: int) -> Box:
    """Blocks of the window as ten-thousandths of the asked picture."""
    width, height = found.asked.size
    x, y = found.part.left + left * BLOCK, found.part.top + top * BLOCK
    return Box(
        round(x / width * _WHOLE),
        round(y / height * _WHOLE),
        round(wide * BLOCK / width * _WHOLE),
        round(high * BLOCK / height * _WHOLE),
    )


def _begin(stretch: FilmStretch) -> int:
    return stretch.interval.start_ms
