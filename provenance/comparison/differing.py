"""Where two pictures that lie on each other show something else.

What platforms do leaves small differences everywhere, larger ones at edges, of either sign. What was put in, taken out
or given another colour leaves differences that keep their sign over an area, and edges that only one of the two has.
So a difference is measured against what the picture itself and its own edges would excuse, finely and coarsely: faint
colour over a large area counts as much as a strong stroke.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.sight import Plane
from provenance.comparison.tone import Colours

Mask = NDArray[np.bool_]

_COLOUR: Final = 1.6
"""How much a level of colour difference counts beside one of brightness: noise of colour is smoothed away by codecs."""

_FINE: Final = 1.2
_COARSE: Final = 5.0
_QUIET: Final = 2.5
_LOUD: Final = 9.0
"""Levels of difference that are excused everywhere: at least, at most; between them what the picture shows."""

_COARSE_QUIET: Final = 2.2
_COARSE_LOUD: Final = 6.0
_EDGE: Final = 0.22
_COARSE_EDGE: Final = 0.08
"""Share of an edge's step that is excused beside it."""

_USUAL: Final = 0.33
_FILTERED: Final = 0.12
"""Share of what a filter changed that is excused: its curve is fitted, not known."""

_SEED: Final = 2.6
_STROKE: Final = 5.0
_STROKE_PIXELS: Final = 5
_FAINT_SEED: Final = 1.6
_FAINT: Final = 0.6
_LARGE: Final = 400
"""Pixels of a faint difference that are as much as a strong stroke."""

_GROWN: Final = 1.1
_NEAR: Final = 7
_HALF: Final = 0.4
"""Share of the excess nearby that a pixel needs: smoothing carries every difference a few pixels outwards."""

_LEAKED: Final = 0.1
_FARTHER: Final = 17
_RINGING: Final = 0.2
"""The same over the blocks of a JPEG, which ring beside strong edges."""

_SMALLEST: Final = 40
"""Pixels that a region needs in the prepared picture."""

_BORDER: Final = 5
_CLOSEST: Final = 9
_WIDEST: Final = 25
_SOLID: Final = 0.85
_SMALL: Final = 0.06
_HALF_FULL: Final = 0.5


def excess(asked: Colours, toned: Colours, inside: Mask, laid: Colours) -> Plane:
    """How many times the difference is what would be excused, per pixel; 0 outside. `laid` is without the filter."""
    off = _weighted(asked - toned)
    edges = np.minimum(_steps(asked), _steps(toned))
    changed = _FILTERED * np.linalg.norm(_weighted(toned - laid), axis=2)
    fine = _measured(off, inside, _EDGE * edges + changed, _FINE, (_QUIET, _LOUD))
    coarse = _measured(off, inside, _COARSE_EDGE * edges + changed, _COARSE, (_COARSE_QUIET, _COARSE_LOUD))
    own = np.maximum(np.maximum(_FAINT, _HALF * _around(fine, _NEAR)), _LEAKED * _around(fine, _WIDEST))
    return _against_noise(np.maximum(fine, np.where(fine > own, coarse, 0)), inside)


def _against_noise(excessive: Plane, inside: Mask) -> Plane:
    """Where three quarters of the picture already differ more than usual the copy is coarse, and more is excused."""
    usual = float(np.quantile(excessive[inside], 0.75)) if inside.any() else 0.0
    return (excessive / max(usual / _USUAL, 1.0)).astype(np.float32)


def _measured(off: Colours, inside: Mask, excused: Plane, width: float, bounds: tuple[float, float]) -> Plane:
    size = np.linalg.norm(np.asarray(cv2.GaussianBlur(off, (0, 0), width), np.float32), axis=2)
    quiet = float(np.clip(2.5 * np.median(size[inside]), *bounds)) if inside.any() else bounds[1]
    return np.where(inside, size / (quiet + excused), 0).astype(np.float32)


def regions(mask: Mask) -> int:
    """In how many places, those that are close together as one."""
    joined = cv2.dilate(mask.astype(np.uint8), np.ones((_WIDEST, _WIDEST), np.uint8))
    return cv2.connectedComponents(joined)[0] - 1


def _around(excessive: Plane, reach: int) -> Plane:
    return np.asarray(cv2.dilate(excessive, np.ones((reach, reach), np.uint8)), np.float32)


def differing(excessive: Plane, inside: Mask) -> Mask:
    """The regions: grown from where the excess is beyond doubt, closed, without holes and specks."""
    edge = np.ones((_BORDER, _BORDER), np.uint8)
    trusted = cv2.erode(inside.astype(np.uint8), edge, borderValue=0) > 0
    least = np.maximum(_HALF * _around(excessive, _NEAR), _RINGING * _around(excessive, _FARTHER))
    low = (excessive > np.maximum(_GROWN, least)) & trusted
    low = _without_specks(low, excessive)
    count, labels = cv2.connectedComponents(cv2.dilate(low.astype(np.uint8), np.ones((_CLOSEST, _CLOSEST), np.uint8)))
    whole = np.bincount(labels[low], minlength=count)
    strong = np.bincount(labels[low & (excessive > _SEED)], minlength=count)
    faint = np.bincount(labels[low & (excessive > _FAINT_SEED)], minlength=count)
    kept = (whole >= _SMALLEST) & ((strong >= _SMALLEST // 2) | (faint >= _LARGE))
    kept[0] = False
    return closed(kept[labels] & low)


def _without_specks(low: Mask, excessive: Plane) -> Mask:
    """What is three pixels wide, and strokes that are thinner but strong."""
    wide = cv2.morphologyEx(low.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    count, labels = cv2.connectedComponents(low.astype(np.uint8), connectivity=8)
    stroke = np.bincount(labels[low & (excessive > _STROKE)], minlength=count) >= _STROKE_PIXELS
    return np.asarray(wide | (low & stroke[labels]))


def closed(mask: Mask) -> Mask:
    """Parts that belong together made one region without holes: letters to a line, the rest of an object to it."""
    joined = cv2.dilate(mask.astype(np.uint8), np.ones((_WIDEST, _WIDEST), np.uint8))
    count, labels = cv2.connectedComponents(joined)
    whole = np.zeros(mask.shape, np.uint8)
    for label in range(1, count):
        whole |= _filled((mask & (labels == label)).astype(np.uint8))
    return whole > 0


def _filled(part: NDArray[np.uint8]) -> NDArray[np.uint8]:
    _, _, width, height = cv2.boundingRect(part)
    reach = int(np.clip(min(width, height), _CLOSEST, _WIDEST)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    padded = cv2.copyMakeBorder(part, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    shut = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    outlines, _ = cv2.findContours(shut, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(shut)
    cv2.drawContours(filled, outlines, -1, 1, cv2.FILLED)
    return _hulled(np.asarray(filled[reach:-reach, reach:-reach], np.uint8))


def _hulled(region: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Its convex hull, where that is nearly the region or the region is small: what was painted over has no bays."""
    hull = cv2.convexHull(np.argwhere(region)[:, ::-1].astype(np.int32))
    drawn = np.zeros_like(region)
    cv2.fillConvexPoly(drawn, hull, 1)
    solid = region.sum() >= _SOLID * drawn.sum()
    small = drawn.sum() <= _SMALL * region.size and region.sum() >= _HALF_FULL * drawn.sum()
    return drawn if solid or small else region


def _weighted(off: Colours) -> Colours:
    """Brightness and two colour differences of an RGB difference, colours weighed."""
    red, green, blue = off[..., 0], off[..., 1], off[..., 2]
    bright = 0.299 * red + 0.587 * green + 0.114 * blue
    return np.stack([bright, _COLOUR * 0.564 * (blue - bright), _COLOUR * 0.713 * (red - bright)], axis=2)


def _steps(colours: Colours) -> Plane:
    """How large the steps of brightness and colour beside a pixel are."""
    bright = np.asarray(cv2.GaussianBlur(_weighted(colours), (0, 0), 0.8), np.float32)
    kernel = np.ones((5, 5), np.uint8)
    span = cv2.dilate(bright, kernel) - cv2.erode(bright, kernel)
    return np.asarray(np.linalg.norm(span, axis=2), np.float32)
