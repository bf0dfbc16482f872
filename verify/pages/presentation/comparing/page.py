"""The page that lays two sides beside each other, put together from its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.types import Integrity, Report
from verify.pages.presentation.chain import follow
from verify.pages.presentation.comparing.between import Between, between
from verify.pages.presentation.comparing.rows import Aspect, aspects
from verify.pages.presentation.comparing.sides import Chosen, Side, chosen, sides_of
from verify.pages.presentation.similar import Row
from verify.pages.presentation.stages import Stage


@dataclass(frozen=True, slots=True)
class Face:
    """What can be seen of one side: an address of a picture, or a sentence on why there is none."""

    side: Side
    picture: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page shows; `stage` is there where two real pictures can be laid over each other."""

    sides: tuple[Side, ...]
    chosen: Chosen | None
    aspects: tuple[Aspect, ...] = ()
    between: Between | None = None
    faces: tuple[Face, ...] = ()
    stage: Stage | None = None
    number: int = 0

    @property
    def is_comparable(self) -> bool:
        """Say whether any line is known of both; else what is known of each stands by itself."""
        return any(one.left and one.right for one in self.aspects)

    @property
    def differing(self) -> int:
        """Count the lines in which the two differ."""
        return sum(one.apart for one in self.aspects)


def comparison(report: Report, works: Sequence[Row], left: str, right: str, thumbnail: str = "") -> Comparison:
    """Return what is shown of the two that an address names; `thumbnail` is where the preview of the file is served."""
    sides = sides_of(report, works)
    pair = chosen(sides, left, right)
    if pair is None:
        return Comparison(sides, None)
    work = _work_beside_the_file(pair)
    stage = work.stage if work else None
    return Comparison(
        sides,
        pair,
        aspects(pair.left, pair.right, report),
        between(pair.left, pair.right, report),
        () if stage else tuple(_face(side, report, thumbnail) for side in (pair.left, pair.right)),
        stage,
        work.number if work else 0,
    )


def _work_beside_the_file(pair: Chosen) -> Row | None:
    """Only the file itself was compared with recorded works."""
    sides = (pair.left, pair.right)
    return next((one.work for one in sides if one.work), None) if any(one.is_file for one in sides) else None


def _face(side: Side, report: Report, thumbnail: str) -> Face:
    if side.is_file:
        return Face(
            side, thumbnail, _("The file itself, small.") if thumbnail else _("No preview of the file is held.")
        )
    if side.work:
        plate = side.work.stage.recorded if side.work.stage else None
        seen = _("The recorded picture, small.") if plate else _("The recorded picture is not shown here.")
        return Face(side, plate.address if plate else "", seen)
    newest = follow(report.steps).shown[0]
    if side.step == newest and newest.integrity is Integrity.INTACT and thumbnail:
        return Face(side, thumbnail, _("The file itself, small: it is what this step signed."))
    return Face(
        side,
        "",
        _("There is no picture of this step here. A small one that the file may carry would be its own word."),
    )
