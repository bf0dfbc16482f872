"""What open records of exactly these bytes add to a report, worked out whenever it is read: records arrive later.

Who recorded something is not thereby its author, and the first record is not the original: a record is a finding. It
changes the headline only for readers whose own organisation made it or lists its recorder. Source: DESIGN section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from provenance.types import Finding, Outcome, Params, Report, State
from provenance.unreadable import FILE
from provenance.verdict import headline_with_records

KIND: Final = "record"
CHRONOLOGY: Final = "chronology"
"""How `not_checked` calls the look-up of records."""


@dataclass(frozen=True, slots=True)
class SeenRecord:
    """One open record of these bytes, as the site found it.

    `recorder` is the name its account goes by, `account` tells accounts of one name apart, `own` says that it is the
    reader's organisation, and `listed` that the reader's organisation lists it. `role` names the part of a work that
    the bytes are, if they are one. The record was written after `not_before` and by `by`, both with zone;
    `development` marks times that rest on this installation's own chain.
    """

    record: str
    recorder: str
    account: str
    own: bool
    role: str = ""
    not_before: datetime | None = None
    by: datetime | None = None
    development: bool = False
    waiting: bool = False
    retracted: bool = False
    listed: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is on the log and its recorder still stands by it."""
        return not self.waiting and not self.retracted


def with_records(report: Report, found: Sequence[SeenRecord] | None, at: datetime) -> Report:
    """The report with its records, looked up at `at`; None where the look-up was not possible."""
    if found is None:
        return replace(
            report, findings=(*report.findings, _finding(State.UNAVAILABLE, "on_record.unavailable", {}, at))
        )
    standing = [one for one in found if one.stands and (one.own or one.listed)]
    own = min(standing, key=lambda one: not one.own, default=None)
    return replace(
        report,
        headline=headline_with_records(report.headline, None if own is None else _same(own)),
        findings=(*report.findings, *record_findings(found, at)),
        not_checked=tuple(one for one in report.not_checked if one != CHRONOLOGY),
    )


def _same(own: SeenRecord) -> Outcome:
    return Outcome("same_as_record", _params(own) if own.own else {**_params(own), "form": "listed"})


def record_findings(found: Sequence[SeenRecord], at: datetime) -> tuple[Finding, ...]:
    """What there is to say of the open records of one digest, looked up at `at`; one finding where there is none."""
    if not found:
        return (_finding(State.ABSENT, "on_record.none", {}, at),)
    told = tuple(_finding(*_told(one), _params(one), at) for one in found)
    accounts = {one.account for one in found}
    if len(accounts) == 1:
        return told
    return (*told, _finding(State.HOLDS, "on_record.rivals", {"count": len(accounts)}, at))


def _told(one: SeenRecord) -> tuple[State, str]:
    if one.waiting:
        return State.UNAVAILABLE, "on_record.waiting"
    return State.HOLDS, _code(one)


def _code(one: SeenRecord) -> str:
    told: tuple[tuple[object, str], ...] = (
        (one.retracted, "on_record.retracted"),
        (one.role, "on_record.member"),
        (one.development, "on_record.development"),
        (one.not_before and one.by, "on_record"),
        (one.by, "on_record.by"),
        (one.not_before, "on_record.after"),
    )
    return next((code for holds, code in told if holds), "on_record.undated")


def _params(one: SeenRecord) -> Params:
    return {
        "recorder": one.recorder,
        "record": one.record,
        "role": one.role,
        **moments(one.not_before, one.by),
    }


def moments(not_before: datetime | None, by: datetime | None) -> dict[str, str]:
    """The two ends of the interval in which a record was written, in words; empty where an end is not known."""
    return {
        "not_before": _words(not_before) if not_before else "",
        "by": _words(_rounded_up(by)) if by else "",
    }


def _words(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _rounded_up(moment: datetime) -> datetime:
    """The next whole second, so that the interval which is told never claims more than the one that is known."""
    return moment.replace(microsecond=0) + timedelta(seconds=1 if moment.microsecond else 0)


def _finding(state: State, code: str, params: Params, at: datetime) -> Finding:
    return Finding(KIND, state, code, params, FILE, at)
