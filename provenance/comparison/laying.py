"""One hypothesis tried on the pixels: laid, toned, brought to one sharpness, and measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from provenance.comparison import sharpness
from provenance.comparison.agreement import Agreement, agreement
from provenance.comparison.aligning import Alignment, align
from provenance.comparison.differing import Mask, differing, excess
from provenance.comparison.framing import bars
from provenance.comparison.geometry import Transform, scale_of
from provenance.comparison.grain import exposed_apart
from provenance.comparison.passing import came_and_went
from provenance.comparison.sight import Pixels, Plane
from provenance.comparison.tone import Colours, Toning, tone

_SHARP: Final = 0.5
"""Width of smoothing, in pixels, from which on places are counted in wider pixels: a thumbnail has no finer ones."""

_CUT: Final = 0.02
_UNSURE: Final = 1.4
"""The same where a filter cut colours off at white or black: an edge is then seen where they were cut off, and not
where the thing ends."""

_POINTS: Final = 20
_FEW: Final = 9
_STRAYS: Final = 0.65
_VERY_ALIKE: Final = 0.99
_EXACTLY: Final = 0.95
_EXACT: Final = 0.12
_CELLS: Final = 5
_LYING: Final = 0.8
_OFF: Final = 0.35
_ALIKE: Final = 0.95
_DIFFERING: Final = 0.4
_BEND: Final = 0.1
_PARTS: Final = 0.15
"""Pixels. Copies of 12 photographs: at most 0.03 and 0.08; with the camera moved by 0.3 % of the side mostly 0.17 and
more of bend, but where the movement is nearly an affine one less: such a shot cannot be told from a copy."""

_MOVED: Final = 0.35
"""Of edits at most 0.29 was found again elsewhere; of objects that moved mostly 0.4 and more."""

_REGIONS: Final = 6
_ASKED_PART: Final = 0.25
_RECORDED_PART: Final = 0.3
_ASKED_LEAST: Final = 0.15
"""Of the asked picture in any case: a splice of 9 % may show all of a recorded picture, and is a copy of another."""


@dataclass(frozen=True, slots=True)
class Laying:
    """What came of it, all in pixels of the asked picture (mirrored where the hypothesis was)."""

    asked: Colours
    alignment: Alignment
    toning: Toning
    softened: tuple[float, float]
    excess: Plane
    differing: Mask
    agreement: Agreement
    residue: float
    recorded_area: int
    barred: bool
    apart: bool

    @property
    def confirmed(self) -> bool:
        """Whether both come from one exposure: points lie to a fraction of a pixel, and texture is the same."""
        measured = self.agreement
        return (
            (measured.points >= _POINTS or self._few_but_exact)
            and measured.cells >= _CELLS
            and (measured.lying >= _LYING or self._few_strays)
            and measured.off <= _OFF
            and measured.alike >= _ALIKE
            and measured.drift.bend <= _BEND
            and measured.drift.parts <= _PARTS
            and measured.differing <= _DIFFERING
            and measured.regions <= _REGIONS
            and measured.moved <= _MOVED
            and self._enough
            and not self.apart
        )

    @property
    def _few_but_exact(self) -> bool:
        measured = self.agreement
        return measured.points >= _FEW and measured.lying >= _EXACTLY and measured.off <= _EXACT

    @property
    def _few_strays(self) -> bool:
        """Points that repeat, as on cloth and leaves, are found in the wrong place; the others have to lie exactly."""
        measured = self.agreement
        exact = measured.off <= _EXACT and measured.alike >= _VERY_ALIKE
        together = measured.drift.bend <= _BEND / 3 and measured.drift.parts <= _PARTS / 3
        return measured.lying >= _STRAYS and exact and together

    @property
    def _enough(self) -> bool:
        """Whether what both show is much of one of them: a piece put into another picture is no copy of it."""
        inside = self.alignment.inside
        seen = inside.sum() * scale_of(self.alignment.transform) ** 2 / self.recorded_area
        part = inside.mean()
        return bool(part >= _ASKED_PART or (part >= _ASKED_LEAST and seen >= _RECORDED_PART))


def laid(asked: Pixels, recorded: Pixels, transform: Transform) -> Laying | None:
    """Try one transform; None where it cannot be refined."""
    alignment = align(asked, recorded, transform)
    if alignment is None or not alignment.inside.any():
        return None
    colours = asked.astype(np.float32)
    toning = tone(colours, alignment.laid.astype(np.float32), alignment.inside)
    softened = sharpness.evened(colours, toning.toned, alignment.inside)
    one = sharpness.softened(colours, softened[0])
    other = sharpness.sharpened(one, sharpness.softened(toning.toned, softened[1]), alignment.inside)
    found = excess(one, other, alignment.inside, alignment.laid.astype(np.float32))
    mask = differing(found, alignment.inside)
    framed = bars(one, mask, alignment.inside)
    if framed.any():
        alignment = replace(alignment, inside=alignment.inside & ~framed)
        mask = differing(found, alignment.inside)
    unit = max(max(softened) / _SHARP, 1.0) * (_UNSURE if toning.cut > _CUT else 1.0)
    measured = agreement(one, other, alignment, mask, unit)
    return Laying(
        colours,
        alignment,
        toning,
        softened,
        found,
        mask,
        measured,
        _residue(one, other, alignment.inside & ~mask),
        recorded.shape[0] * recorded.shape[1],
        bool(framed.any()),
        _apart(colours, alignment, found, mask, softened),
    )


def _apart(asked: Colours, alignment: Alignment, excessive: Plane, mask: Mask, softened: tuple[float, float]) -> bool:
    """Asked only where something differs: of two shots of a scene in which nothing did, one is as good as the other."""
    laid = alignment.laid.astype(np.float32)
    return bool(mask.any()) and (
        exposed_apart(asked, laid, alignment.inside, mask, softened=softened)
        or came_and_went(asked, laid, excessive, mask)
    )


def _residue(one: Colours, other: Colours, where: Mask) -> float:
    """Levels by which they differ where nothing does."""
    return float(np.abs(one - other).mean(axis=2)[where].mean()) if where.any() else 0.0
