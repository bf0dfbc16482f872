"""What a mirror adds to a report, and what it leaves open: a copy never says that something is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from provenance.mirror.copy import AsOf, Copy, FoundRecord
from provenance.mirror.covering import Moment
from provenance.on_record import KIND, SeenRecord, with_records
from provenance.types import Finding, Params, Report, State
from provenance.unreadable import FILE


def with_mirror(report: Report, copy: Copy, at: datetime) -> Report:
    """The report with every open record of exactly these bytes in this copy; nothing of it changes a headline."""
    if report.media.sha256 is None:
        return report
    as_of = copy.as_of()
    found = copy.records(bytes.fromhex(report.media.sha256))
    told = with_records(report, [seen(one) for one in found], at)
    findings = (*_known(told.findings, as_of, at), _age(as_of, at))
    not_checked = report.not_checked if as_of.stale else told.not_checked
    return replace(told, findings=findings, not_checked=not_checked)


def seen(one: FoundRecord) -> SeenRecord:
    """A record of a copy as the rules of reports take it: nobody's own, because a mirror has no readers."""
    ends = [end for end in (one.not_before, one.by) if end is not None]
    return SeenRecord(
        record=one.id,
        recorder=one.recorder,
        account=one.account,
        own=False,
        role=one.role,
        not_before=_at(one.not_before),
        by=_at(one.by),
        development=any(end["development"] is True for end in ends),
        retracted="retracted" in one.states,
    )


def age_in_words(age: timedelta) -> str:
    """An age for people, rounded down."""
    seconds = int(age.total_seconds())
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = seconds // size
        if count:
            return f"{count} {word}{'' if count == 1 else 's'}"
    return "less than a minute"


def _known(findings: Sequence[Finding], as_of: AsOf, at: datetime) -> tuple[Finding, ...]:
    """Not found in a copy is less than not found: it says where and as of when."""
    none = Finding(KIND, State.ABSENT, "on_record.none_in_mirror", _params(as_of), FILE, at)
    return tuple(none if one.code == "on_record.none" else one for one in findings)


def _age(as_of: AsOf, at: datetime) -> Finding:
    if as_of.stale:
        return Finding(KIND, State.UNAVAILABLE, "on_record.mirror_stale", _params(as_of), FILE, at)
    return Finding(KIND, State.NOT_CHECKED, "on_record.mirror", _params(as_of), FILE, at)


def _params(as_of: AsOf) -> Params:
    return {"origin": as_of.origin, "as_of": f"{as_of.at:%Y-%m-%d %H:%M:%S} UTC", "age": age_in_words(as_of.age)}


def _at(end: Moment | None) -> datetime | None:
    return None if end is None else datetime.fromisoformat(str(end["at"]))
