"""Bringing two pictures to one sharpness, so that a softened copy does not differ at every edge."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.tone import Colours

_WIDTHS: Final = (0.6, 0.9, 1.3, 1.8, 2.5, 3.5)
_BETTER: Final = 0.97
"""Smoothing is taken only where it leaves clearly less difference."""

_BANDS: Final = (1.2, 3.0, 8.0)
_STEPS: Final = (20.0, 12.0, 8.0, 8.0)
_STRIDE: Final = 7
_FEWEST: Final = 500
_LITTLE: Final = 0.05


def softened(colours: Colours, width: float) -> Colours:
    """Smoothed by a Gaussian of `width` pixels; 0 leaves it."""
    return np.asarray(cv2.GaussianBlur(colours, (0, 0), width), np.float32) if width else colours


def evened(asked: Colours, laid: Colours, inside: NDArray[np.bool_]) -> tuple[float, float]:
    """By what width each is to be smoothed, at least one of them 0."""
    one, other = _grey(asked), _grey(laid)
    left = _difference(one, other, inside)
    best = (0.0, 0.0)
    for is_asked in (False, True):
        for width in _WIDTHS:
            smooth = softened(one if is_asked else other, width)
            now = _difference(smooth, other, inside) if is_asked else _difference(one, smooth, inside)
            if now >= left * _BETTER:
                break
            left, best = now, (width, 0.0) if is_asked else (0.0, width)
        if best != (0.0, 0.0):
            break
    return best


def sharpened(asked: Colours, laid: Colours, inside: NDArray[np.bool_]) -> Colours:
    """`laid` with its detail of each fineness weakened or strengthened, as over the whole picture it was in `asked`."""
    bands = [laid - softened(laid, width) for width in _BANDS]
    terms = np.stack([_grey(band)[inside][::_STRIDE] for band in bands], axis=1).astype(np.float64)
    off = (_grey(asked) - _grey(laid))[inside][::_STRIDE].astype(np.float64)
    if len(off) < _FEWEST:
        return laid
    share = np.zeros(len(_BANDS))
    for reach in _STEPS:
        weight = 1 / (1 + ((off - terms @ share) / reach) ** 2) ** 2
        weighted = terms * weight[:, None]
        share = np.linalg.solve(weighted.T @ terms + np.eye(len(_BANDS)) * weight.sum(), weighted.T @ off)
    if np.abs(share).max() < _LITTLE:
        return laid
    changed = laid + sum(float(one) * band for one, band in zip(np.clip(share, -1, 3), bands, strict=True))
    return np.clip(changed, 0, 255).astype(np.float32)


def _grey(colours: Colours) -> Colours:
    return np.asarray(colours @ np.array([0.299, 0.587, 0.114], np.float32))


def _difference(one: Colours, other: Colours, inside: NDArray[np.bool_]) -> float:
    """Of fine detail, cut where the content differs."""
    off = one - other
    fine = np.abs(off - cv2.GaussianBlur(off, (0, 0), 4))
    return float(np.minimum(fine, 12)[inside].mean()) if inside.any() else 0.0
