"""What speaks for two films being one recording and not two of the same scene: the same movement at the same time.

A studio looks the same every evening; who sits in it never moves the same way twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.film_laying import Laid
from provenance.comparison.film_path import Run
from provenance.comparison.film_tracks import Pictures

_APART: Final = 3
"""Pictures between the two whose difference is the movement."""

_CELLS: Final = (28, 16)
_MOVES: Final = 2.5
"""Grey levels by which two pictures differ on average before something moved; strong compression makes one."""

_FEWEST: Final = 6
_AGREES: Final = 0.6


@dataclass(frozen=True, slots=True)
class Movement:
    """At how many moments something moved in either film, and how well the movements agree in the middle (-1 to 1)."""

    moments: int
    agreement: float

    @property
    def same(self) -> bool:
        return self.moments >= _FEWEST and self.agreement >= _AGREES

    @property
    def none(self) -> bool:
        return self.moments < _FEWEST


def movement(found: Laid) -> Movement:
    """Measure it over all matching moments."""
    ours, theirs = _cells(found.asked_pictures), _cells(found.recorded_pictures)
    agreements: list[float] = []
    for run in found.alignment.matching():
        agreements += _of_run(found, run, ours, theirs)
    return Movement(len(agreements), float(np.median(agreements)) if agreements else 0.0)


def _of_run(found: Laid, run: Run, ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> list[float]:
    moments = np.arange(run.first, run.last)
    goals = found.asked.times[moments] + found.alignment.offset(run)
    columns = np.abs(found.recorded.times[None] - goals[:, None]).argmin(axis=1)
    one = ours[moments[_APART:]] - ours[moments[:-_APART]]
    other = theirs[columns[_APART:]] - theirs[columns[:-_APART]]
    moved = np.maximum(np.abs(one).mean(axis=1), np.abs(other).mean(axis=1)) >= _MOVES
    products = (one * other).sum(axis=1) / np.maximum(np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1), 1e-6)
    return [float(value) for value in products[moved]]


def _cells(pictures: Pictures) -> NDArray[np.float32]:
    greys = [
        cv2.resize(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY), _CELLS, interpolation=cv2.INTER_AREA) for one in pictures
    ]
    cells = np.stack(greys).astype(np.float32).reshape(len(pictures), -1)
    return np.asarray(cells - cells.mean(axis=1, keepdims=True), np.float32)
