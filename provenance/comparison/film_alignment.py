"""Which moment of the recorded film each moment of the asked one shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.comparison.film_path import NONE, Run, best_path
from provenance.comparison.film_tracks import Track

_STEP_MS: Final = 125
_MOST_STEPS: Final = 8_000
_ALIKE: Final = 0.5
"""Likeness of two pictures below which nothing speaks for the same moment."""

_NOTHING: Final = 0.45
_CHANGE: Final = 1.5
_STATES: Final = 8
_WORTH: Final = 1.5
"""How much more alike, summed over all moments, a further offset must make them."""

_BETTER: Final = 0.04

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Runs of asked pictures with the offset (recorded time minus asked time, ms) each of them follows."""

    runs: tuple[Run, ...]
    offsets: tuple[int, ...]
    score: float

    def matching(self) -> list[Run]:
        return [one for one in self.runs if one.state != NONE]

    def offset(self, run: Run) -> int:
        return self.offsets[run.state]

    def longest(self) -> Run:
        return max(self.matching(), key=lambda one: one.last - one.first)


def aligned(alike: Matrix, asked: Track, recorded: Track) -> Alignment | None:
    """The best way through time for `alike`, a row an asked picture and a column a recorded one."""
    grid = _grid(asked, recorded)
    along = np.stack([_along(alike, asked, recorded, int(offset)) for offset in grid])
    chosen = list(_chosen(along))
    if not chosen:
        return None
    runs = tuple(best_path(1 - along[chosen], _NOTHING, _CHANGE))
    matching = [run for run in runs if run.state != NONE]
    score = sum(float((along[chosen[run.state], run.first : run.last] - _ALIKE).sum()) for run in matching)
    offsets = {run.state: int(grid[chosen[run.state]]) for run in matching}
    for run in sorted(matching, key=lambda one: one.last - one.first):
        offsets[run.state] = _sharpened(alike, asked, recorded, run, int(grid[chosen[run.state]]))
    return Alignment(runs, tuple(offsets.get(state, 0) for state in range(len(chosen))), score)


def _sharpened(alike: Matrix, asked: Track, recorded: Track, run: Run, offset: int) -> int:
    """The offset near this one at which the pictures between the recorded ones fit best; the even one among equals."""
    step = _STEP_MS // 5
    near = sorted((offset // step * step + one * step for one in range(-8, 9)), key=abs)
    scores = [float(_between(alike, asked, recorded, one)[run.first : run.last].mean()) for one in near]
    return near[int(np.argmax(np.round(scores, 4)))]


def _between(alike: Matrix, asked: Track, recorded: Track, offset: int) -> NDArray[np.float32]:
    """How alike each asked picture is to what lies between the recorded ones before and after its moment."""
    rows, moments = np.arange(len(asked)), asked.times + offset
    if len(recorded) < 2:
        return alike[:, 0]
    after = np.clip(np.searchsorted(recorded.times, moments), 1, len(recorded) - 1)
    apart = recorded.times[after] - recorded.times[after - 1]
    share = np.clip((moments - recorded.times[after - 1]) / apart, 0, 1)
    return np.asarray(alike[rows, after - 1] * (1 - share) + alike[rows, after] * share, np.float32)


def _grid(asked: Track, recorded: Track) -> NDArray[np.int64]:
    first, last = recorded.times[0] - asked.times[-1], recorded.times[-1] - asked.times[0]
    step = max(_STEP_MS, -(-int(last - first) // _MOST_STEPS))
    # Zero is on the grid: most copies begin where the recorded film begins.
    return np.arange(first // step, last // step + 2) * step


def _along(alike: Matrix, asked: Track, recorded: Track, offset: int) -> NDArray[np.float32]:
    """How alike each asked picture is to the recorded ones just before and after its moment, whichever is nearer."""
    moments = asked.times + offset
    after = np.searchsorted(recorded.times, moments)
    reach = max(recorded.step_ms, asked.step_ms)
    reply = np.zeros(len(asked), np.float32)
    for which in (after - 1, after):
        inside = (which >= 0) & (which < len(recorded))
        column = np.clip(which, 0, len(recorded) - 1)
        near = inside & (np.abs(recorded.times[column] - moments) <= reach)
        reply = np.maximum(reply, np.where(near, alike[np.arange(len(asked)), column], 0))
    return reply


def _chosen(along: Matrix) -> Iterator[int]:
    """Offsets one by one, each the one that explains most of what those before it do not."""
    best = np.full(along.shape[1], _ALIKE, np.float32)
    for _ in range(_STATES):
        gains = np.maximum(along - best - _BETTER, 0).sum(axis=1)
        which = int(gains.argmax())
        if gains[which] < _WORTH:
            return
        yield which
        best = np.maximum(best, along[which])
