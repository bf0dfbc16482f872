"""Whether what differs is one thing at two places: then a moment passed between two shots, and nobody edited anything.

Whoever puts something in brings what was not there. Where something moved, the patches that differ are found again
nearby in the other picture, all shifted alike, and at a place that differs too, as it was left.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.differing import Mask
from provenance.comparison.tone import GREY, Colours

_PATCH: Final = 21
_AWAY: Final = 64
"""Pixels in which a patch is looked for in each direction."""

_SAME: Final = 0.85
_NEAREST: Final = 2.0
_TOGETHER: Final = 3.0
_TRIED: Final = 24
"""Patches that are looked for in one region; each takes about a millisecond."""

_FEWEST: Final = 4
_REGIONS: Final = 6
_SHOWN: Final = 60.0
"""Least variance of a patch: an even one is found everywhere."""


def moved_share(asked: Colours, toned: Colours, differing: Mask) -> float:
    """Of the region where it is highest, the share of textured patches that were found moved together; 0 to 1."""
    one, other = (np.asarray(colours @ GREY, np.float32) for colours in (asked, toned))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(differing.astype(np.uint8))
    largest = sorted(range(1, count), key=lambda label: -int(stats[label, cv2.CC_STAT_AREA]))[:_REGIONS]
    return max(
        (max(_share(one, other, labels == label), _share(other, one, labels == label)) for label in largest),
        default=0.0,
    )


def _share(one: Colours, other: Colours, region: Mask) -> float:
    shifts = [shift for place in _places(one, region) if (shift := _shift(one, other, region, place)) is not None]
    if len(shifts) < _FEWEST:
        return 0.0
    found = np.array(shifts)
    near = np.linalg.norm(found[:, None] - found[None, :], axis=2) <= _TOGETHER
    apart = np.isfinite(found[:, 0])
    return float((near & apart[:, None]).sum(axis=1).max() / len(found))


def _places(one: Colours, region: Mask) -> NDArray[np.int_]:
    """Centres of textured patches inside the region, spread over it."""
    half = _PATCH // 2
    inner = region.copy()
    inner[:half], inner[-half:], inner[:, :half], inner[:, -half:] = False, False, False, False
    corners = cv2.goodFeaturesToTrack(one, _TRIED, 0.02, _PATCH // 3, mask=inner.astype(np.uint8))
    return np.zeros((0, 2), int) if corners is None else corners.reshape(-1, 2).astype(int)


def _shift(one: Colours, other: Colours, region: Mask, place: NDArray[np.int_]) -> NDArray[np.float64] | None:
    """By how much the patch moved; NaN where it is nowhere; None where it is too even to be looked for."""
    half, (x, y) = _PATCH // 2, place
    patch = one[y - half : y + half + 1, x - half : x + half + 1]
    if patch.var() < _SHOWN:
        return None
    top, left = max(y - half - _AWAY, 0), max(x - half - _AWAY, 0)
    around = other[top : y + half + _AWAY + 1, left : x + half + _AWAY + 1]
    alike = cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED)
    _, best, _, (column, row) = cv2.minMaxLoc(alike)
    shift = np.array([left + column + half - x, top + row + half - y], float)
    there = region[top + row + half, left + column + half]
    moved = best >= _SAME and there and float(np.hypot(*shift)) >= _NEAREST
    return shift if moved else np.full(2, np.nan)
