"""What is left of a shift over the whole picture once one affine is taken out.

A copy was scaled, turned and cut, and every point of it lies where the affine puts it: what is left is noise, of
another direction at each point. Between two shots the camera stood a little differently: what is left bends over the
picture, or parts of it have moved together. Noise is averaged away by looking at many points at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_CELLS: Final = 6
_FEWEST: Final = 4
_LOOSE: Final = 0.3
_UNKNOWNS: Final = 6


@dataclass(frozen=True, slots=True)
class Drift:
    """`bend`: the longest shift of a curved surface through all of them. `parts`: the shift that one in ten parts of
    the picture exceeds. Both in pixels, and less what noise alone would give."""

    bend: float
    parts: float


def drift(points: NDArray[np.float32], shifts: NDArray[np.float32], shape: tuple[int, ...]) -> Drift:
    """Of places (n, 2) and their remaining shifts (n, 2), all finite, in a picture of `shape`."""
    if len(points) < 2 * _UNKNOWNS:
        return Drift(0.0, 0.0)
    at = (points / np.array([shape[1], shape[0]], np.float32) * 2 - 1).astype(np.float32)
    return Drift(_bend(at.astype(np.float64), shifts.astype(np.float64)), _parts(at, shifts))


def _bend(at: NDArray[np.float64], shifts: NDArray[np.float64]) -> float:
    across, down = at.T
    terms = np.stack([np.ones_like(across), across, down, across**2, down**2, across * down], axis=1)
    weight = np.ones(len(at))
    for _ in range(6):
        weighted = terms * weight[:, None]
        normal = weighted.T @ terms + np.eye(_UNKNOWNS) * 1e-6
        surface = np.linalg.solve(normal, weighted.T @ shifts)
        weight = 1 / (1 + (np.linalg.norm(shifts - terms @ surface, axis=1) / _LOOSE) ** 2) ** 2
    left = np.sqrt((weight[:, None] * (shifts - terms @ surface) ** 2).sum(axis=0) / weight.sum())
    spread = np.sqrt(np.einsum("ij,jk,ik->i", terms, np.linalg.inv(normal), terms))
    certain = np.abs(terms @ surface) - 2.5 * spread[:, None] * left[None, :]
    return float(np.quantile(np.linalg.norm(np.maximum(certain, 0), axis=1), 0.95))


def _parts(at: NDArray[np.float32], shifts: NDArray[np.float32]) -> float:
    cells = np.clip(((at + 1) / 2 * _CELLS).astype(int), 0, _CELLS - 1) @ np.array([1, _CELLS])
    found = []
    for cell in np.unique(cells):
        those = shifts[cells == cell]
        if len(those) >= _FEWEST:
            middle = np.median(those, axis=0)
            noise = 1.5 * np.median(np.abs(those - middle), axis=0) / np.sqrt(len(those))
            found.append(float(np.linalg.norm(np.maximum(np.abs(middle) - 2 * noise, 0))))
    return float(np.quantile(found, 0.9)) if found else 0.0
