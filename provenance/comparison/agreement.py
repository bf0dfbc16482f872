"""Whether two pictures come from one exposure: almost everything outside what was changed lies where it should."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.aligning import Alignment, remaining
from provenance.comparison.differing import Mask, regions
from provenance.comparison.drift import Drift, drift
from provenance.comparison.geometry import GRID
from provenance.comparison.movement import moved_share
from provenance.comparison.tone import GREY, Colours

_LYING: Final = 0.5
"""Pixels that a point may lie off; found to 0.1 in good copies, to 0.3 in blurred and strongly compressed ones."""

_LOOSE: Final = 1.0
_PATCH: Final = 17
_ALIKE: Final = 0.8
"""Correlation of patches that show the same."""

_TEXTURED: Final = 30.0
"""Variance of brightness of a patch that shows something."""

_AROUND: Final = 21


@dataclass(frozen=True, slots=True)
class Agreement:
    """Outside the differing regions: `points` textured places in `cells` of 8×8, the share of them `lying` right and
    the median of how far they are `off` in pixels, and the share of textured area that looks `alike`. `drift` is what
    their shifts have in common. `differing` is the share of all that both show which differs, `regions` in how many
    places, and `moved` how much of one of them only moved."""

    points: int
    cells: int
    lying: float
    off: float
    alike: float
    drift: Drift
    differing: float
    regions: int
    moved: float


def agreement(asked: Colours, toned: Colours, alignment: Alignment, differing: Mask, unit: float) -> Agreement:
    """Measure it; the two pictures in one tone and sharpness. Lengths are counted in `unit` pixels."""
    near = cv2.dilate(differing.astype(np.uint8), np.ones((_AROUND, _AROUND), np.uint8)) > 0
    bounds = cv2.erode(alignment.inside.astype(np.uint8), np.ones((_AROUND, _AROUND), np.uint8), borderValue=0) > 0
    outside = bounds & ~near
    points, shifts = remaining(alignment, _brightness(asked), _brightness(toned))
    columns, rows = points.astype(int).T
    kept = outside[rows, columns]
    places, shifts = points[kept], shifts[kept] / unit
    off = np.hypot(*shifts.T)
    found = off[np.isfinite(off)]
    lying = off <= _LYING
    return Agreement(
        points=int(kept.sum()),
        cells=_cells(places, asked.shape),
        lying=float(lying.sum() / max(len(off), 1)),
        off=float(np.median(found)) if len(found) else float("inf"),
        alike=_alike(asked, toned, outside),
        drift=drift(places[off <= _LOOSE], shifts[off <= _LOOSE], asked.shape),
        regions=regions(differing),
        moved=moved_share(asked, toned, differing),
        differing=float(differing.sum() / max(alignment.inside.sum(), 1)),
    )


def _cells(places: NDArray[np.float32], shape: tuple[int, ...]) -> int:
    cells = (places / np.array([shape[1], shape[0]], np.float32) * GRID).astype(int)
    return len(np.unique(cells, axis=0))


def _alike(asked: Colours, toned: Colours, where: Mask) -> float:
    one, other = (_grey(colours) for colours in (asked, toned))
    mean_one, mean_other = _mean(one), _mean(other)
    spread_one, spread_other = _mean(one * one) - mean_one**2, _mean(other * other) - mean_other**2
    together = _mean(one * other) - mean_one * mean_other
    shown = where & (np.maximum(spread_one, spread_other) > _TEXTURED)
    if not shown.any():
        return 0.0
    alike = together > _ALIKE * np.sqrt(np.maximum(spread_one * spread_other, 1.0))
    return float((alike & shown).sum() / shown.sum())


def _brightness(colours: Colours) -> NDArray[np.uint8]:
    return np.asarray(np.clip(colours @ GREY + 0.5, 0, 255), np.uint8)


def _grey(colours: Colours) -> Colours:
    grey = colours @ GREY
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.2), np.float32)


def _mean(plane: Colours) -> Colours:
    return np.asarray(cv2.boxFilter(plane, -1, (_PATCH, _PATCH)), np.float32)
