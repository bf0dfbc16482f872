"""Laying the recorded picture onto the asked one to a fraction of a pixel, and what does not come to lie.

Landmarks place a picture to about a pixel. Textured points of the asked picture are then looked for in the laid one,
and the affine that most of them agree on is taken over, a few times. What shift is left at each point says whether
both come from one exposure: then almost every point comes to lie; a second shot is left with parallax and motion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.geometry import Transform, bounded, scale_of
from provenance.comparison.sight import Pixels, Plane, luma

_ROUNDS: Final = (2.0, 1.0, 0.5)
"""Pixels within which points must agree, round by round."""

_POINTS: Final = 600
_APART: Final = 8
_WINDOW: Final = 21
_PLENTY: Final = 60
"""Points below which weaker ones are taken as well: a dune under a clear sky has no strong ones."""

_FAR: Final = 15.0
_FEWEST: Final = 16
_BORDER: Final = 23
_TEXTURE: Final = 2.5e-4
"""Least second eigenvalue of the gradients: below it a shift is mostly noise. Unit: OpenCV's, of 8-bit brightness."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The recorded picture as it lies on the asked one, both in pixels of the asked one.

    `inside` is where the recorded picture has pixels. `points` (n, 2) are textured places, `shifts` (n, 2) how far off
    each was found, with NaN where it was not found at all.
    """

    transform: Transform
    laid: Pixels
    inside: NDArray[np.bool_]
    points: NDArray[np.float32]
    shifts: NDArray[np.float32]


def align(asked: Pixels, recorded: Pixels, transform: Transform) -> Alignment | None:
    """Refine `transform`; None where there are too few textured points to say anything."""
    normal = _normal(luma(asked))
    for reach in _ROUNDS:
        laid, inside = lay(recorded, transform, asked.shape)
        tracked = _track(asked, normal, laid, inside)
        if tracked is None:
            return None
        step = _agreed(*tracked, reach)
        if step is None:
            return None
        transform = transform @ np.vstack([step, [0.0, 0.0, 1.0]])
        if not bounded(transform):
            return None
    laid, inside = lay(recorded, transform, asked.shape)
    tracked = _track(asked, normal, laid, inside)
    return None if tracked is None else Alignment(transform, laid, inside, *tracked)


def lay(recorded: Pixels, transform: Transform, shape: tuple[int, ...]) -> tuple[Pixels, NDArray[np.bool_]]:
    """The recorded picture drawn into a picture of `shape`, smoothed before where it gets smaller."""
    size, scale = (shape[1], shape[0]), scale_of(transform)
    smooth = recorded if scale < 1.05 else cv2.GaussianBlur(recorded, (0, 0), 0.5 * float(np.sqrt(scale**2 - 1)))
    flags = cv2.WARP_INVERSE_MAP
    laid = cv2.warpAffine(smooth, transform, size, flags=flags | cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    full = np.full(recorded.shape[:2], 255, np.uint8)
    inside = cv2.warpAffine(full, transform, size, flags=flags | cv2.INTER_LINEAR)
    return np.asarray(laid, np.uint8), np.asarray(inside) > 250


def _normal(brightness: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Local contrast made even, so that filters and vignettes move no point."""
    plane: Plane = brightness.astype(np.float32)
    detail = plane - cv2.GaussianBlur(plane, (0, 0), 8)
    spread = np.sqrt(cv2.GaussianBlur(detail * detail, (0, 0), 8) + 25)
    return np.asarray(np.clip(128 + detail / spread * 40, 0, 255), np.uint8)


def remaining(
    alignment: Alignment, asked: NDArray[np.uint8], laid: NDArray[np.uint8]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Points and shifts once more, of brightness of both in one tone and sharpness."""
    tracked = _tracked(asked, _normal(asked), _normal(laid), alignment.inside)
    return (alignment.points, alignment.shifts) if tracked is None else tracked


def _track(
    asked: Pixels, normal: NDArray[np.uint8], laid: Pixels, inside: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    return _tracked(luma(asked), normal, _normal(luma(laid)), inside)


def _tracked(
    asked: NDArray[np.uint8], normal: NDArray[np.uint8], laid: NDArray[np.uint8], inside: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    where = cv2.erode(inside.astype(np.uint8), np.ones((_BORDER, _BORDER), np.uint8), borderValue=0)
    points = textured(asked, np.asarray(where, np.uint8))
    if len(points) < _FEWEST:
        return None
    found, state, _ = cv2.calcOpticalFlowPyrLK(
        normal,
        laid,
        points.reshape(-1, 1, 2),
        points.reshape(-1, 1, 2).copy(),
        winSize=(_WINDOW, _WINDOW),
        maxLevel=2,
        criteria=(cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 30, 0.01),
    )
    shifts = np.asarray(found, np.float32).reshape(-1, 2) - points
    shifts[(state.ravel() == 0) | (np.hypot(shifts[:, 0], shifts[:, 1]) > _FAR)] = np.nan
    return points, shifts


def textured(brightness: NDArray[np.uint8], where: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Places (n, 2) that can be found again: corners, strong in themselves and not only beside their neighbours."""
    found = _corners(brightness, where, _TEXTURE)
    return found if len(found) >= _PLENTY else _corners(brightness, where, _TEXTURE / 8)


def _corners(brightness: NDArray[np.uint8], where: NDArray[np.uint8], least: float) -> NDArray[np.float32]:
    strength = cv2.cornerMinEigenVal(cv2.GaussianBlur(brightness, (0, 0), 1.0), 7)
    points = cv2.goodFeaturesToTrack(
        brightness, _POINTS, 0.002, _APART, mask=(where > 0).astype(np.uint8) * (strength > least), blockSize=5
    )
    return np.zeros((0, 2), np.float32) if points is None else np.asarray(points, np.float32).reshape(-1, 2)


def _agreed(points: NDArray[np.float32], shifts: NDArray[np.float32], reach: float) -> Transform | None:
    found = np.isfinite(shifts[:, 0])
    if found.sum() < _FEWEST:
        return None
    step, _ = cv2.estimateAffine2D(
        points[found],
        points[found] + shifts[found],
        method=cv2.RANSAC,
        ransacReprojThreshold=reach,
        maxIters=2000,
        confidence=0.999,
    )
    return None if step is None else np.asarray(step, np.float64)
