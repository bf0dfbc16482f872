"""The axis in rows, the earliest first, as a page draws it: solid where it is shown, dashed where it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.types import Report
from verify.pages.presentation.axis.marks import Mark, Standing, marks_of, undated_steps
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.words import Words

ROWS_SHOWN = 24
"""More is a wall; the expert view and the JSON have them all."""
WORTH_TELLING = timedelta(minutes=1)
"""Clocks of people differ by more than what lies below it."""

CALLED: dict[Standing, Words] = {
    Standing.CLAIMED: gettext_lazy("claimed"),
    Standing.SHOWN: gettext_lazy("shown"),
    Standing.HERE: gettext_lazy("this installation’s own chain"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One mark: `gap` says how long after the one before it, `amiss` why its time cannot be right; both may be empty.

    `after` and `by` are the ends of an interval, or None where there is none; `at` is a single moment.
    """

    standing: str
    called: Words
    title: str
    text: str
    at: Moment | None
    after: Moment | None
    by: Moment | None
    gap: str
    amiss: str
    record: str


@dataclass(frozen=True, slots=True)
class Axis:
    """All rows, what has no time, and how many further rows were left out."""

    rows: tuple[Row, ...]
    undated: tuple[str, ...]
    left_out: int

    @property
    def kinds(self) -> frozenset[str]:
        """Which ways of knowing a time stand on it, for the legend."""
        return frozenset(row.standing for row in self.rows)


def axis(report: Report) -> Axis:
    """Return the axis of a report; without rows where it knows no time."""
    return axis_of(marks_of(report), undated_steps(report))


def axis_of(marks: Sequence[Mark], undated: tuple[str, ...] = ()) -> Axis:
    """Return the axis of these marks, the earliest first."""
    shown = marks[:ROWS_SHOWN]
    gaps = ("", *(_gap(first, second) for first, second in pairwise(shown)))
    end = min((one.by for one in marks if one.whole and one.by and one.standing is Standing.SHOWN), default=None)
    rows = tuple(_row(one, gap, end) for one, gap in zip(shown, gaps, strict=False))
    return Axis(rows, undated, len(marks) - len(shown))


def _gap(first: Mark, second: Mark) -> str:
    """In words, from the end of one to the beginning of the next; nothing where they overlap."""
    begins = second.after or second.at
    if begins - first.at < WORTH_TELLING:
        return ""
    return _("%(time)s later") % {"time": timesince(first.at, begins, depth=1)}


def _row(mark: Mark, gap: str, end: datetime | None) -> Row:
    single = mark.at if mark.after == mark.by else None
    return Row(
        standing=mark.standing.value,
        called=CALLED[mark.standing],
        title=mark.title,
        text=mark.text,
        at=single and moment(single),
        after=None if single or mark.after is None else moment(mark.after),
        by=None if single or mark.by is None else moment(mark.by),
        gap=gap,
        amiss=_amiss(mark, end),
        record=mark.record,
    )


def _amiss(mark: Mark, end: datetime | None) -> str:
    if end is None or not mark.inside or mark.at <= end:
        return ""
    return _("It stands inside these bytes, which were on record before that: this time cannot be right.")
