"""Bars that were laid around or over the edge of a copy: captions, the frame of an app, black borders.

Where the record was cropped before, a bar comes to lie over what was cut off, and differs from it; it is a frame all
the same. A bar has one colour but for what is written on it, goes from side to side, and lies at the edge. A sky that
was exchanged has no one colour.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from provenance.comparison.differing import Mask
from provenance.comparison.tone import Colours

_SAME: Final = 9.0
"""Levels within which a pixel has the colour of the bar."""

_FLAT: Final = 0.4
"""Share of a line that has it at least; the rest is written on."""

_EVEN: Final = 0.7
"""Share of the whole bar that has it at least."""

_DIFFERING: Final = 0.4
_LARGEST: Final = 0.4
"""Share of the side that a bar may take."""

_EDGE: Final = 3
_QUARTERS: Final = 4


def bars(asked: Colours, differing: Mask, inside: Mask) -> Mask:
    """Where bars lie over what both show; tried from each of the four sides, and within the bars found once more."""
    found = np.zeros_like(inside)
    if not (differing.any() and inside.any()):
        return found
    for quarter in (*range(_QUARTERS), *range(_QUARTERS)):
        there = np.rot90(inside & ~found, quarter)
        found |= np.rot90(_from_top(np.rot90(asked, quarter), np.rot90(differing, quarter), there), -quarter)
    return found


def _from_top(asked: Colours, differing: Mask, inside: Mask) -> Mask:
    found = np.zeros_like(inside)
    rows = np.nonzero(inside.mean(axis=1) > 0.05)[0]
    if not len(rows):
        return found
    top, most = int(rows[0]), round(len(rows) * _LARGEST)
    colour = np.median(asked[top + 1 : top + 4][inside[top + 1 : top + 4]], axis=0)
    same = (np.abs(asked - colour).max(axis=2) <= _SAME) & inside
    flat = same.sum(axis=1) >= _FLAT * np.maximum(inside.sum(axis=1), 1)
    height = 0
    while height < most and flat[top + height : top + height + 2].any():
        height += 1
    strip = slice(top, top + height)
    area = max(int(inside[strip].sum()), 1)
    if height > _EDGE and same[strip].sum() >= _EVEN * area and differing[strip].sum() >= _DIFFERING * area:
        found[: top + height + _EDGE] = True
    return found & inside
