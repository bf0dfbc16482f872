"""What recorded works that look like a file add to its report, worked out whenever it is read: records change later.

A look-alike never accuses, and whoever records first is not thereby right: only a record of the reader's own
organisation, or of a recorder that it lists, can change the headline. Source: DESIGN section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from provenance.comparison.types import Comparison, Likeness
from provenance.direction import Direction, Origin, direction_of
from provenance.likeness_params import medium_of, params_of
from provenance.on_record import moments
from provenance.types import Finding, Outcome, Params, Report, State
from provenance.unreadable import FILE
from provenance.verdict import headline_with_copy, headline_with_difference

KIND: Final = "likeness"
SIMILAR: Final = "similar"
"""How `not_checked` calls the search among recorded works."""


Copied = tuple[datetime | None, ...]
"""For each record that a file is a copy of, the moment after which it was written."""


class Search(StrEnum):
    """How far the search among recorded works came; `no_codes` where a file has nothing to be searched by."""

    NOT_ASKED = "not_asked"
    DONE = "done"
    UNAVAILABLE = "unavailable"
    NO_CODES = "no_codes"


class Standing(StrEnum):
    """Who recorded, seen by the reader: their own organisation, one that it lists, or anybody else."""

    OWN = "own"
    LISTED = "listed"
    OTHER = "other"


class Relation(StrEnum):
    """What an intact chain or the recorder's own word says of the two; `derived`: the file was made from the record."""

    NONE = ""
    DERIVED = "derived"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class SeenLikeness:
    """One recorded work beside the file, as the site found it for one reader.

    `recorder` is the name its account goes by and `account` tells accounts of one name apart. `exact`: the record is of
    the very bytes of the file, which `on_record` tells already. `captured`: a listed camera signed the recorded bytes.
    The record was written after `not_before` and by `by`, both with zone; `development` marks times that rest on this
    installation's own chain.
    """

    record: str
    recorder: str
    account: str
    standing: Standing
    comparison: Comparison
    exact: bool = False
    relation: Relation = Relation.NONE
    captured: bool = False
    not_before: datetime | None = None
    by: datetime | None = None
    development: bool = False
    waiting: bool = False
    retracted: bool = False

    @property
    def counts(self) -> bool:
        """Whether it may change this reader's headline."""
        return self.standing is not Standing.OTHER and not self.waiting and not self.retracted and not self.exact


def with_likenesses(report: Report, found: Sequence[SeenLikeness], search: Search, at: datetime) -> Report:
    """The report with the recorded works that resemble its file; `found` has the earliest record first."""
    if search is Search.NOT_ASKED:
        return report
    if search is not Search.DONE:
        return replace(report, findings=(*report.findings, _unsearched(search, at)))
    found = [one for one in found if one.comparison.likeness is not Likeness.UNRELATED]
    copied = copied_records(found)
    told = [_told(one, report, copied) for one in found if not one.exact]
    return replace(
        report,
        headline=_headline(report, found, copied),
        findings=(*report.findings, *_findings(told, found, at)),
        not_checked=tuple(one for one in report.not_checked if one != SIMILAR),
    )


def told_as(one: SeenLikeness, report: Report, copied: Copied) -> tuple[str, Params]:
    """The code and the parameters by which one of them is told; `likeness.exact` is in no report, pages show it."""
    _, code, params = _told(one, report, copied)
    return code, params


def copied_records(found: Iterable[SeenLikeness]) -> Copied:
    """After when the records were written that the file is a copy of, whoever made them; None where nobody knows.

    They show its content to be as old as themselves, which a proof of the other version has to be earlier than.
    """
    return tuple(one.not_before for one in found if one.comparison.likeness is Likeness.COPY and not one.waiting)


def _unsearched(search: Search, at: datetime) -> Finding:
    if search is Search.UNAVAILABLE:
        return Finding(KIND, State.UNAVAILABLE, "likeness.unavailable", {}, FILE, at)
    return Finding(KIND, State.NOT_CHECKED, "likeness.no_codes", {}, FILE, at)


def _findings(
    told: Sequence[tuple[State, str, Params]], found: Sequence[SeenLikeness], at: datetime
) -> tuple[Finding, ...]:
    if not told:
        none: Params = {"form": "beside"} if found else {}
        return (Finding(KIND, State.ABSENT, "likeness.none", none, FILE, at),)
    lines = tuple(Finding(KIND, state, code, params, FILE, at) for state, code, params in told)
    rivals = {one.account for one in found if one.exact or one.comparison.likeness is Likeness.COPY}
    if len(rivals) < 2:
        return lines
    return (*lines, Finding(KIND, State.HOLDS, "likeness.rivals", {"count": len(rivals)}, FILE, at))


def _told(one: SeenLikeness, report: Report, copied: Copied) -> tuple[State, str, Params]:
    direction = _direction(one, report, copied)
    code = _code(one, direction)
    params: Params = {**_params(one), "form": _form(code, direction, one.comparison)}
    if code == "likeness.waiting":
        return State.UNAVAILABLE, code, params
    broken = direction is Direction.THIS_CAPTURE and code == "likeness.differs.this"
    return State.BROKEN if broken else State.HOLDS, code, params


def _form(code: str, direction: Direction, comparison: Comparison) -> str:
    if code == "likeness.similar":
        return medium_of(comparison)
    return direction.evidence if code.startswith("likeness.differs") else ""


def _code(one: SeenLikeness, direction: Direction) -> str:
    likeness = one.comparison.likeness
    differs = likeness is Likeness.DIFFERS
    told: tuple[tuple[bool, str], ...] = (
        (one.exact, "likeness.exact"),
        (one.waiting and one.standing is not Standing.OWN, "likeness.waiting"),
        (one.retracted, "likeness.retracted"),
        (differs and one.relation is not Relation.NONE, f"likeness.{one.relation.value}"),
        (differs and one.standing is Standing.OTHER, "likeness.two_versions"),
        (differs, f"likeness.differs{direction.points_to}"),
    )
    return next((code for holds, code in told if holds), f"likeness.{likeness.value}")


def _headline(report: Report, found: Iterable[SeenLikeness], copied: Copied) -> Outcome:
    counting = sorted((one for one in found if one.counts), key=lambda one: one.standing is not Standing.OWN)
    differing = next((one for one in counting if _is_difference(one)), None)
    copy = next((one for one in counting if one.comparison.likeness is Likeness.COPY), None)
    told = headline_with_copy(report.headline, None if copy is None else Outcome("copy_of_record", _params(copy)))
    return headline_with_difference(told, None if differing is None else _difference(differing, report, copied))


def _is_difference(one: SeenLikeness) -> bool:
    return one.comparison.likeness is Likeness.DIFFERS and one.relation is Relation.NONE


def _difference(one: SeenLikeness, report: Report, copied: Copied) -> Outcome:
    return Outcome("differs_from_record", {**_params(one), "form": _direction(one, report, copied).value})


def _direction(one: SeenLikeness, report: Report, copied: Copied) -> Direction:
    if one.standing is Standing.OTHER or not _is_difference(one):
        return Direction.UNKNOWN
    by = None if one.development or not all(_is_later(after, one.by) for after in copied) else one.by
    return direction_of(report, Origin(captured=one.captured, by=by))


def _is_later(after: datetime | None, by: datetime | None) -> bool:
    return after is not None and by is not None and after >= by


def _params(one: SeenLikeness) -> Params:
    return {
        "recorder": one.recorder,
        "record": one.record,
        "standing": one.standing.value,
        "development": int(one.development),
        **moments(one.not_before, one.by),
        **params_of(one.comparison),
    }
