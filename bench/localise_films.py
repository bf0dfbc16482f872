"""When films differ: a face exchanged, a voice dubbed, a stretch cut out; each then made smaller and compressed again.

Reported is how well the stretch that is told covers the true one (intersection over union of times), how many copies
that only platforms changed are told to differ nowhere, and how often two takes of one scene are confused.
"""

from __future__ import annotations

import random
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench.films import clips, fingerprints
from fixtures.films import edits
from fixtures.films.clip import Clip, Coding
from provenance.comparison.films import compare_films
from provenance.comparison.types import FilmComparison, Interval, Likeness

GOAL: Final = 0.9
EMPTY_GOAL: Final = 0.99
FILMS: Final = 12
_PROCESSES: Final = 2
_AGAIN: Final = Coding(options={"crf": "30", "preset": "veryfast"}, sound_rate=48_000)
_WIDTH: Final = 426

Spans = Sequence[Interval]


@dataclass(frozen=True)
class Measured:
    """Intersection over union a film for each edit, verdicts on mere copies, and on other takes."""

    overlap: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    copies: list[bool] = field(default_factory=list)
    takes: list[bool] = field(default_factory=list)


def measured(photos: Sequence[Path], films: int = FILMS) -> dict[str, Any]:
    """All figures as one object for JSON."""
    total = Measured()
    with ProcessPoolExecutor(_PROCESSES) as pool:
        for one in pool.map(partial(_of_film, list(photos)), range(films)):
            for edit, values in one.overlap.items():
                total.overlap[edit] += values
            total.copies.extend(one.copies)
            total.takes.extend(one.takes)
    return {
        "film_iou": {edit: round(statistics.median(values), 3) for edit, values in total.overlap.items()},
        "film_iou_worst": {edit: round(min(values), 3) for edit, values in total.overlap.items()},
        "film_empty": round(statistics.mean(total.copies), 4),
        "film_copies": len(total.copies),
        "false_films": sum(total.takes),
        "film_pairs": len(total.takes),
    }


def lines(photos: Sequence[Path], films: int = FILMS) -> Iterator[str]:
    """The same for people."""
    told = measured(photos, films)
    yield f"{films} films, edited, then {_WIDTH} pixels wide and compressed again (H.264 at CRF 30, AAC 48 kbit/s)"
    for edit, value in told["film_iou"].items():
        yield f"  {edit}: temporal IoU, median {value:.3f} (goal {GOAL}), worst {told['film_iou_worst'][edit]:.3f}"
    empty, copies = told["film_empty"], told["film_copies"]
    yield f"  changed by platforms alone: {empty:.1%} of {copies} differ nowhere (goal {EMPTY_GOAL:.0%})"
    yield f"  other takes and films called copy or differing: {told['false_films']} of {told['film_pairs']} (goal 0)"


def _of_film(photos: list[Path], number: int) -> Measured:
    clip, other, takes = clips(photos, number)
    recorded, reply = fingerprints(clip), Measured()
    span = _span(clip, number)
    for edit, (changed, truth) in _edited(clip, other, span, number).items():
        found = compare_films(fingerprints(edits.resized(_WIDTH)(changed), _AGAIN), recorded)
        reply.overlap[edit].append(overlap(_told(edit, found), truth))
    for change, coding in edits.PLATFORMS.values():
        reply.copies.append(_empty(compare_films(fingerprints(change(clip), coding), recorded)))
    for take in (*takes, other):
        found = compare_films(fingerprints(take, _AGAIN), recorded)
        reply.takes.append(found.likeness in (Likeness.COPY, Likeness.DIFFERS))
    return reply


def _span(clip: Clip, number: int) -> tuple[float, float]:
    """A stretch of three to eight seconds, anywhere but at the ends."""
    rng = random.Random(number)
    length = rng.uniform(3, min(8, clip.seconds / 3))
    start = rng.uniform(2, clip.seconds - length - 2)
    return start, start + length


def _edited(clip: Clip, other: Clip, span: tuple[float, float], number: int) -> dict[str, tuple[Clip, Interval]]:
    place = random.Random(number).choice([(0.3, 0.4), (0.5, 0.5), (0.7, 0.35), (0.4, 0.6)])
    truth = Interval(round(span[0] * 1000), round(span[1] * 1000))
    return {
        "face": (edits.patched(clip, span, other, place), truth),
        "dub": (edits.dubbed(clip, span, other), truth),
        "cut": (edits.without(clip, span), truth),
    }


def _told(edit: str, found: FilmComparison) -> list[Interval]:
    if edit == "dub":
        return list(found.sound.splices) if found.sound and not found.differing and not found.cuts else []
    return list(found.cuts) if edit == "cut" else [one.interval for one in found.differing]


def _empty(found: FilmComparison) -> bool:
    return found.likeness is Likeness.COPY and not (found.differing or found.cuts)


def overlap(told: Spans, truth: Interval) -> float:
    """Intersection over union of what was told and the one true stretch."""
    length = sum(one.end_ms - one.start_ms for one in told)
    shared = sum(max(min(one.end_ms, truth.end_ms) - max(one.start_ms, truth.start_ms), 0) for one in told)
    return shared / (length + truth.end_ms - truth.start_ms - shared)
