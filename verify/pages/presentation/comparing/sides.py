"""What can be laid beside what: the file, each step of its history that still holds together, each recorded work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.types import Report, Step
from verify.pages.presentation.chain import follow
from verify.pages.presentation.history import anchor_of
from verify.pages.presentation.names import step_title
from verify.pages.presentation.similar import Row

FILE = "file"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, called `key` in addresses: a step, a recorded work, or neither, which is the file itself."""

    key: str
    called: str
    short: str
    step: Step | None = None
    work: Row | None = None

    @property
    def is_file(self) -> bool:
        """Say whether it is the file that was checked."""
        return self.key == FILE


@dataclass(frozen=True, slots=True)
class Chosen:
    """The two that are laid beside each other; `missed` where an address names what is not here for this reader."""

    left: Side
    right: Side
    missed: bool = False


def sides_of(report: Report, works: Sequence[Row]) -> tuple[Side, ...]:
    """Return the file, the steps that are shown as history (newest first), and the recorded works."""
    chain = follow(report.steps)
    steps = tuple(_step(step, chain.number(step)) for step in chain.shown)
    return (Side(FILE, _("The file that was checked"), _("The file")), *steps, *(_work(row) for row in works))


def chosen(sides: Sequence[Side], left: str, right: str) -> Chosen | None:
    """Return the two that an address names, else the two that lie nearest; None where there is nothing beside the file.

    What lies behind a break, what is somebody else's and what never was are all missed alike.
    """
    if len(sides) < 2:
        return None
    known = {side.key: side for side in sides}
    first, second = known.get(left), known.get(right)
    missed = bool(left and first is None) or bool(right and second is None)
    usual_left, usual_right = _usual(sides)
    if first is None:
        first = usual_left if usual_left != second else usual_right
    if second is None:
        second = usual_right if usual_right != first else usual_left
    return Chosen(first, second, missed)


def _usual(sides: Sequence[Side]) -> tuple[Side, Side]:
    """The newest step beside the one before; of a single step, or of none, the file beside what there is."""
    steps = [side for side in sides if side.step]
    if len(steps) > 1:
        return steps[1], steps[0]
    return sides[1], sides[0]


def _step(step: Step, number: int) -> Side:
    said = {"number": number, "title": step_title(step)}
    called, short = _("Step %(number)d: %(title)s") % said, _("Step %(number)d") % said
    return Side(anchor_of(number), called, short, step)


def _work(row: Row) -> Side:
    said = {"number": row.number, "recorder": row.recorder}
    called, short = _("Recorded work %(number)d, by %(recorder)s") % said, _("Recorded work %(number)d") % said
    return Side(f"record-{row.number}", called, short, work=row)
