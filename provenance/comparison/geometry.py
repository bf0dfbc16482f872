"""One geometry that many patches agree on, under conditions that chance and repeated patterns do not meet.

A count of agreeing patches alone is not safe: chessboards, and many patches that fall onto few, reach any count. So
pairs are mutual nearest neighbours, both sides are different places, the scale is bounded, what agrees is spread over
both pictures, and patches are turned and enlarged as the geometry says. Measured: notes of the field, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.codes import Patches, differing_bits, mutual

Size = tuple[int, int]
"""Width and height in pixels."""

Transform = NDArray[np.float64]
"""2×3: pixels of the asked picture to pixels of the recorded one."""

INLIERS: Final = 15
CELLS: Final = 5
GRID: Final = 8
SMALLEST: Final = 0.2
LARGEST: Final = 5.0

_NEAR_BITS: Final = 72
"""Bits in which mutual neighbours may differ; unrelated patches lie at 128 ± 20, so geometry has to do the rest."""

_REACH: Final = 6.0
"""Pixels a patch may lie off; corners of the coarsest scale are found to about that."""

_TURN: Final = 30 / 360
_OCTAVE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """A similarity transform and what agrees on it: how many patches at different places, in how many cells."""

    transform: Transform
    inliers: int
    cells: int

    @property
    def holds(self) -> bool:
        """Whether it can be said that parts of the two pictures lie on each other."""
        return self.inliers >= INLIERS and self.cells >= CELLS


def of_codes(asked: Patches, recorded: Patches, asked_size: Size, recorded_size: Size) -> Geometry | None:
    """The geometry that local codes agree on; None where not even a few do."""
    rows, columns = mutual(differing_bits(asked, recorded), _NEAR_BITS)
    found = of_places(asked.places[rows], recorded.places[columns], asked_size, recorded_size, _REACH)
    if found is None:
        return None
    inside = _near(found.transform, asked.places[rows], recorded.places[columns], _REACH)
    inside &= _turned_alike(found.transform, asked.angles[rows], recorded.angles[columns])
    inside &= _enlarged_alike(found.transform, asked.sizes[rows], recorded.sizes[columns])
    return _counted(
        found.transform, asked.places[rows][inside], recorded.places[columns][inside], asked_size, recorded_size
    )


def of_places(
    asked: NDArray[np.float32], recorded: NDArray[np.float32], asked_size: Size, recorded_size: Size, reach: float
) -> Geometry | None:
    """The similarity that most pairs of places (n, 2) agree on within `reach` pixels."""
    if len(asked) < CELLS:
        return None
    found, _ = cv2.estimateAffinePartial2D(
        asked, recorded, method=cv2.RANSAC, ransacReprojThreshold=reach, maxIters=3000, confidence=0.999
    )
    transform = None if found is None else np.asarray(found, np.float64)
    if transform is None or not bounded(transform):
        return None
    inside = _near(transform, asked, recorded, reach)
    return _counted(transform, asked[inside], recorded[inside], asked_size, recorded_size)


def bounded(transform: Transform) -> bool:
    """Whether it is finite, enlarges within bounds and hardly skews."""
    if not np.isfinite(transform).all():
        return False
    large, small = np.linalg.svd(transform[:, :2], compute_uv=False)
    return bool(small >= SMALLEST and large <= LARGEST and large <= 1.35 * small)


def scale_of(transform: Transform) -> float:
    """How many recorded pixels one asked pixel is long."""
    return float(np.sqrt(abs(np.linalg.det(transform[:, :2]))))


def moved(transform: Transform, places: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where places (n, 2) come to lie."""
    return (places @ transform[:, :2].T + transform[:, 2]).astype(np.float32)


def _near(
    transform: Transform, asked: NDArray[np.float32], recorded: NDArray[np.float32], reach: float
) -> NDArray[np.bool_]:
    off = moved(transform, asked) - recorded
    return np.asarray(np.hypot(off[:, 0], off[:, 1]) <= reach)


def _turned_alike(transform: Transform, asked: NDArray[np.float32], recorded: NDArray[np.float32]) -> NDArray[np.bool_]:
    turn = np.arctan2(transform[1, 0], transform[0, 0]) / (2 * np.pi)
    off = (recorded - asked - turn + 0.5) % 1.0 - 0.5
    return np.asarray(np.abs(off) <= _TURN)


def _enlarged_alike(
    transform: Transform, asked: NDArray[np.float32], recorded: NDArray[np.float32]
) -> NDArray[np.bool_]:
    ratio = np.maximum(recorded, 1.0) / np.maximum(asked, 1.0) / scale_of(transform)
    return np.asarray(np.abs(np.log2(ratio)) <= _OCTAVE)


def _counted(
    transform: Transform,
    asked: NDArray[np.float32],
    recorded: NDArray[np.float32],
    asked_size: Size,
    recorded_size: Size,
) -> Geometry:
    different = min(_different(asked), _different(recorded))
    cells = min(_cells(asked, asked_size), _cells(recorded, recorded_size))
    return Geometry(transform, different, cells)


def _different(places: NDArray[np.float32]) -> int:
    return len(np.unique(np.round(places / 2), axis=0))


def _cells(places: NDArray[np.float32], size: Size) -> int:
    if not len(places):
        return 0
    cells = np.clip((places / np.array(size, np.float32) * GRID).astype(int), 0, GRID - 1)
    return len(np.unique(cells, axis=0))
