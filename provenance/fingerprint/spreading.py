"""In which order patches are taken: in turns of the cells of a grid, and in each cell in turns of bands of scale."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

CELLS: Final = 8
"""Cells of the grid a side."""

BANDS: Final = 7
"""Bands of scale, two levels each: of the enlarged picture and of the plain one."""

Spots = npt.NDArray[np.float64]
"""Of every patch (n, 4): its row and column of the grid, its band, and its strength among those found with it."""


def turns(spots: Spots) -> npt.NDArray[np.intp]:
    """The patches in turns of cells, strongest first; which band begins moves on from cell to cell."""
    rows, columns, bands, strength = spots.T
    cells = rows * CELLS + columns
    in_band = _ranks(cells * BANDS + bands, -strength)
    phase = (bands - 3 * rows - columns) % BANDS
    in_cell = _ranks(cells, in_band * BANDS + phase)
    return np.lexsort((-strength, in_cell))


def _ranks(groups: npt.NDArray[np.float64], keys: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """The place of each in its group when that is sorted by the keys."""
    order = np.lexsort((keys, groups))
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    ranks = np.empty(len(order), np.intp)
    ranks[order] = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    return ranks
