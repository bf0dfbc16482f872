"""When exactly another sound begins and ends: an item covers 2.7 seconds, but goes wrong in a known way at an edge."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

_SECONDS: Final = np.array([0.12, 0.38, 0.62, 0.88, 1.12, 1.38, 1.62, 1.88, 2.12, 2.38, 2.62])
"""From the begin of an item to the edge."""

_BEGINS: Final = np.array([0.465, 0.459, 0.417, 0.341, 0.276, 0.219, 0.161, 0.098, 0.044, 0.011, 0.0])
_ENDS: Final = np.array([0.0, 0.124, 0.246, 0.328, 0.378, 0.402, 0.443, 0.455, 0.458, 0.462, 0.461])
"""Mean share of differing bits where another voice begins or ends that long after the begin of an item; measured on
120 exchanges among four voices of `fixtures/films/voices.py`."""

_NOISE: Final = (0.04, 0.12)
"""How much single items vary where nothing differs, and what of their mean error is added to that."""

_AROUND_MS: Final = 1_200
_STEP_MS: Final = 25
_COVERS_MS: Final = 2_800
_AFTER_MS: Final = 600


def edge_ms(errors: NDArray[np.float32], item_ms: float, rough_ms: int, *, begins: bool) -> int:
    """The most plausible time near `rough_ms` at which another sound begins (or ends), given the error of each item."""
    times = np.arange(len(errors)) * item_ms
    near = (times >= rough_ms - _COVERS_MS - _AROUND_MS) & (times <= rough_ms + _AROUND_MS + _AFTER_MS)
    if near.sum() < len(_SECONDS):
        return rough_ms
    candidates = np.arange(max(rough_ms - _AROUND_MS, 0), rough_ms + _AROUND_MS, _STEP_MS)
    usual = float(np.quantile(errors[near], 0.1))
    costs = [_cost(errors[near], (one - times[near]) / 1000, usual, begins=begins) for one in candidates]
    return int(candidates[int(np.argmin(costs))])


def _cost(errors: NDArray[np.float32], ahead: NDArray[np.float64], usual: float, *, begins: bool) -> float:
    """How far the errors lie from what they would be, the edge being `ahead` of each item by so many seconds."""
    expected = np.maximum(np.interp(ahead, _SECONDS, _BEGINS if begins else _ENDS), usual)
    spread = _NOISE[0] + _NOISE[1] * expected
    return float((((errors - expected) / spread) ** 2 + 2 * np.log(spread)).sum())
