"""Whether two pictures that lie on each other were exposed apart: each has grain, and it is not the same grain.

Light and sensor leave a grain that no second exposure repeats, whereas a copy, edited or not, has that of the recorded
picture or none: compression takes grain away where a picture is quiet, and what it leaves is a part of what was there.
So places are measured that are quiet and still have grain in both. Where compression, smoothing or scaling left too
few of them nothing is said, and nothing is said of film, whose frames hand their grain on.
"""

from __future__ import annotations

from typing import Final, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.differing import Mask
from provenance.comparison.sight import Plane
from provenance.comparison.tone import GREY, Colours

_Kind = TypeVar("_Kind", bound=np.generic)

_FINE: Final = 1.2
"""Pixels of smoothing below which detail is grain."""

_BLOCK: Final = 12
_LEAST: Final = 0.8
"""Variance of grain, in levels, that is more than the proxies' own coding leaves."""

_QUIET: Final = 12 * _LEAST
"""Variance above which a block shows the scene, which both shots share."""

_BLOCKS: Final = 28
"""The quietest are measured: 4,032 pixels."""

_SHARED: Final = 0.2
"""Of 475 edited copies, JPEG 30 and 400 pixels among them, none shares less than 0.29 of its grain."""

_COARSE: Final = 0.7
"""Width of smoothing above which one of the two is too coarse: a copy of 256 pixels has the grain of its enlarging."""

_AROUND: Final = 21
_BORDER: Final = 13
_CLIPPED: Final = 12.0
"""Levels from black and white within which grain is cut off."""


def exposed_apart(
    asked: Colours, laid: Colours, inside: Mask, differing: Mask, *, softened: tuple[float, float]
) -> bool:
    """Whether both have grain of their own outside what differs; False where there is too little to tell by."""
    if max(softened) > _COARSE:
        return False
    one, other = (np.asarray(colours @ GREY, np.float32) for colours in (asked, laid))
    blocks = _cut(_usable(one, other, inside, differing)).all(axis=1)
    grain, other_grain = (_cut(plane - cv2.GaussianBlur(plane, (0, 0), _FINE))[blocks] for plane in (one, other))
    return _shared(grain, other_grain) < _SHARED


def _shared(one: Plane, other: Plane) -> float:
    """Share of the weaker grain that is the other's as well, over the quietest blocks (n, pixels); 1 for too few."""
    energies = np.stack([(one * one).mean(axis=1), (other * other).mean(axis=1)])
    weaker, stronger = energies.min(axis=0), energies.max(axis=0)
    usable = np.flatnonzero((weaker >= _LEAST) & (stronger <= _QUIET))
    if len(usable) < _BLOCKS:
        return 1.0
    quietest = usable[np.argsort(stronger[usable])[:_BLOCKS]]
    together = (one * other).mean(axis=1)[quietest].sum()
    return float(together / weaker[quietest].sum())


def _usable(one: Plane, other: Plane, inside: Mask, differing: Mask) -> Mask:
    near = cv2.dilate(differing.astype(np.uint8), np.ones((_AROUND, _AROUND), np.uint8)) > 0
    bounds = cv2.erode(inside.astype(np.uint8), np.ones((_BORDER, _BORDER), np.uint8), borderValue=0) > 0
    dark, bright = np.minimum(one, other), np.maximum(one, other)
    return np.asarray(bounds & ~near & (dark > _CLIPPED) & (bright < 255 - _CLIPPED))


def _cut(plane: NDArray[_Kind]) -> NDArray[_Kind]:
    """Its whole blocks (n, pixels)."""
    rows, columns = plane.shape[0] // _BLOCK, plane.shape[1] // _BLOCK
    whole = plane[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK)
    return whole.swapaxes(1, 2).reshape(rows * columns, _BLOCK * _BLOCK)
