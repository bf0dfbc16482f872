"""A film or a recording drawn as one line: where it lies in the record, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.comparison.types import FilmComparison, Interval, SoundComparison

LENGTH = 1_000.0  # units of the drawing, from the first moment of this file to the last one known
THINNEST = 3.0  # what lasts a moment must be seen as well


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line: `kind` is `same`, `pictures` or `sound`."""

    kind: str
    x: float
    width: float


def timeline(comparison: FilmComparison | SoundComparison) -> tuple[Stretch, ...]:
    """Return the stretches to draw, what matches first and what differs over it; nothing where nothing matches."""
    if comparison.matching is None:
        return ()
    parts = [("same", comparison.matching), *_differing(comparison)]
    end = max(interval.end_ms for _kind, interval in parts)
    return tuple(_drawn(kind, interval, end) for kind, interval in parts) if end > 0 else ()


def _differing(comparison: FilmComparison | SoundComparison) -> Iterable[tuple[str, Interval]]:
    if isinstance(comparison, SoundComparison):
        yield from (("sound", one) for one in comparison.splices)
        return
    yield from (("pictures", one.interval) for one in comparison.differing)
    if comparison.sound is not None:
        yield from (("sound", one) for one in comparison.sound.splices)


def _drawn(kind: str, interval: Interval, end: int) -> Stretch:
    start, stop = (min(max(at, 0), end) * LENGTH / end for at in (interval.start_ms, interval.end_ms))
    return Stretch(kind, round(min(start, LENGTH - THINNEST), 1), round(max(stop - start, THINNEST), 1))
