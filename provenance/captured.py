"""When a report may say that a key in a camera signed exactly these bytes, and when a list takes that away again.

Earned by evidence alone: bound to these bytes, a key in hardware, a root on a list of the reader's, nothing against it.
Taken away where the camera list names the device, its model or its software for captures of that time. The time of a
capture is what outsiders prove (a beacon, a trusted stamp, a record), never the device's own clock.
Source: DESIGN section 4, notes on hardware attestation sections 3 and 5.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from provenance.on_record import KIND as RECORD
from provenance.types import Finding, Integrity, Outcome, Params, Report, SigningTime, State
from provenance.verdict import CAPTURED, headline_outcome, headline_with_capture

KIND: Final = "camera"
LIST_KIND: Final = "camera_list"
EARNED: Final = "camera.captured"
LISTED: Final = "camera_list.listed"
QUESTIONED: Final = "camera_list.questioned"
LISTED_LATER: Final = "camera_list.listed_later"
NOT_FOLLOWED: Final = "camera_list.not_followed"

PROVEN_RECORDS: Final = ("on_record", "on_record.by")
"""Records whose time outsiders vouch for; those on a development chain, taken back or waiting prove nothing."""


@dataclass(frozen=True, slots=True)
class Proven:
    """When a capture was made, as far as outsiders prove it: after `after` where anybody does, and by `by`."""

    after: datetime | None
    by: datetime | None


def settled(report: Report, unfollowed: Collection[str] = ()) -> Report:
    """The report with its list findings as they concern this capture and this reader, and the headline to match.

    `unfollowed` are numbers of cases that the reader's organisation does not go by. Settling twice changes nothing.
    """
    proven = proven_time(report)
    told = replace(report, findings=tuple(_settle(one, proven, unfollowed) for one in report.findings))
    headline = told.headline
    if headline.code == CAPTURED:
        headline = headline_outcome(told.credentials, told.steps)
    return replace(told, headline=headline_with_capture(headline, _outcome(told)))


def is_camera_evidence(report: Report) -> bool:
    """Whether an attestation shows these bytes to be a capture, and no list takes that away."""
    return _outcome(report) is not None


def is_listed(report: Report) -> bool:
    """Whether the list names this capture's camera or software, and the reader goes by that."""
    return any(one.code in (LISTED, QUESTIONED) for one in report.findings)


def proven_time(report: Report) -> Proven:
    """Between which moments outsiders prove the capture to have been made."""
    # Any stranger can sign an old capture anew with the block of today: only what earns the word bounds its time.
    earned = [one for one in report.findings if one.code == EARNED]
    after = [moment for one in earned if (moment := _moment(one.params, "not_before"))]
    return Proven(max(after, default=None), min(_latest(report), default=None))


def _latest(report: Report) -> Iterator[datetime]:
    newest = report.steps[0] if report.steps else None
    if newest and newest.time is SigningTime.TRUSTED and newest.integrity is Integrity.INTACT and newest.signed_at:
        stamped = _read(newest.signed_at)
        yield from (stamped,) if stamped else ()
    for one in report.findings:
        if one.kind == RECORD and one.code in PROVEN_RECORDS and (moment := _moment(one.params, "by")):
            yield moment


def _outcome(report: Report) -> Outcome | None:
    earned = next((one for one in report.findings if one.code == EARNED), None)
    if earned is None or is_listed(report):
        return None
    return Outcome(CAPTURED, {name: earned.params[name] for name in ("maker", "root", "format")})


def _settle(one: Finding, proven: Proven, unfollowed: Collection[str]) -> Finding:
    if one.code not in (LISTED, QUESTIONED):
        return one
    if not _concerns(one.params, proven):
        return replace(one, state=State.HOLDS, code=LISTED_LATER)
    if one.params.get("case") in unfollowed:
        return replace(one, state=State.NOT_CHECKED, code=NOT_FOLLOWED)
    return one


def _concerns(entry: Params, proven: Proven) -> bool:
    """Whether an entry is about captures of this time; without proof of another time it is."""
    begins, ends = _moment(entry, "captures_from"), _moment(entry, "captures_to")
    if begins and proven.by and proven.by < begins:
        return False
    return not (ends and proven.after and proven.after > ends)


def _moment(params: Params, name: str) -> datetime | None:
    value = params.get(name)
    return _read(value) if isinstance(value, str) and value else None


def _read(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
