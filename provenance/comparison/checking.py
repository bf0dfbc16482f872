"""Whether a comparison has the sizes of those we make; says nothing about whether it is right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from provenance.comparison.types import (
    Box,
    Comparison,
    FilmComparison,
    Interval,
    PictureComparison,
    SoundComparison,
)

HEAT_BYTES: Final = 64 * 1024
"""A greyscale PNG of at most 256 pixels a side; it is shown on a page."""

BOXES: Final = 64
"""Boxes in one picture; more would cover it."""

STRETCHES: Final = 4096
"""Stretches, cuts and splices of one film or recording."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_WHOLE: Final = 10_000
_MOST_MS: Final = 2**40


def faults_of(comparison: Comparison) -> Iterator[str]:
    """What is wrong with it, in a few words for the log each."""
    if isinstance(comparison, PictureComparison):
        return _picture(comparison)
    return _film(comparison) if isinstance(comparison, FilmComparison) else _sound(comparison)


def _picture(made: PictureComparison) -> Iterator[str]:
    if not (0 <= made.inliers <= 100_000 and made.turned in (0, 90, 180, 270)):
        yield "no such geometry"
    if made.distance is not None and not 0 <= made.distance <= 256:
        yield "no such distance"
    if made.transform is not None and not (len(made.transform) == 6 and all(math.isfinite(x) for x in made.transform)):
        yield "no affine transform"
    if made.heat is not None and not (len(made.heat) <= HEAT_BYTES and made.heat.startswith(_PNG)):
        yield "the heat map is no small picture"
    yield from _kept(made.kept)
    yield from _changes(made.changes)
    yield from _boxes(made.asked_boxes)
    yield from _boxes(made.recorded_boxes)


def _film(made: FilmComparison) -> Iterator[str]:
    yield from _kept(made.kept)
    yield from _changes(made.changes)
    yield from _times(made.offset_ms, [one for one in (made.matching,) if one])
    yield from _times(0, [one.interval for one in made.differing])
    yield from _times(0, made.cuts)
    for one in made.differing[:STRETCHES]:
        yield from _boxes(one.boxes)
    if made.sound is not None:
        yield from _sound(made.sound)


def _sound(made: SoundComparison) -> Iterator[str]:
    if made.error_rate is not None and not 0 <= made.error_rate <= 1:
        yield "no such rate"
    yield from _changes(made.changes)
    yield from _times(made.offset_ms, [one for one in (made.matching,) if one])
    yield from _times(0, made.splices)


def _kept(kept: int | None) -> Iterator[str]:
    if kept is not None and not 0 <= kept <= 100:
        yield "no such share"


def _changes(changes: Sequence[object]) -> Iterator[str]:
    if len(set(changes)) != len(changes):
        yield "the same change twice"


def _boxes(boxes: Sequence[Box]) -> Iterator[str]:
    if len(boxes) > BOXES:
        yield "too many boxes"
    for one in boxes[:BOXES]:
        if min(one.left, one.top, one.width, one.height) < 0:
            yield "a box outside the picture"
        if one.left + one.width > _WHOLE or one.top + one.height > _WHOLE:
            yield "a box outside the picture"


def _times(offset_ms: int, intervals: Sequence[Interval]) -> Iterator[str]:
    if abs(offset_ms) > _MOST_MS or len(intervals) > STRETCHES:
        yield "no such time"
    if any(not 0 <= one.start_ms <= one.end_ms <= _MOST_MS for one in intervals[:STRETCHES]):
        yield "no such interval"
