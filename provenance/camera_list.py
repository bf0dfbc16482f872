"""What the camera list says of a file, as findings: advice with its reason and dates, and never a name of a device.

An answer that could not be had says nothing about the file, and a device on no list proves nothing either.
Source: DESIGN sections 4 and 8, notes on hardware attestation section 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from provenance.blindlist.types import Answer, AnswerState, Entry
from provenance.captured import LIST_KIND, LISTED, QUESTIONED, settled
from provenance.types import Finding, Params, Report, State
from provenance.unreadable import FILE

CAMERA_LIST: Final = "camera_list"
"""How `not_checked` calls the look-up in the camera list."""

NAMED: Final = {AnswerState.LISTED: LISTED, AnswerState.QUESTIONED: QUESTIONED}


def with_camera_list(report: Report, answers: Sequence[Answer], at: datetime) -> Report:
    """The report with what the list answered about its device ids, asked at `at`; no answers: nothing to ask about."""
    told = tuple(_findings(answers, at))
    unasked = tuple(one for one in report.not_checked if one != CAMERA_LIST)
    return settled(replace(report, findings=(*report.findings, *told), not_checked=unasked))


def _findings(answers: Sequence[Answer], at: datetime) -> Iterator[Finding]:
    if not answers:
        yield _finding(State.NOT_CHECKED, "camera_list.not_asked", {"why": "no_ids", "form": "no_ids"}, at)
    yield from _named(answers, at)
    asked = [one for one in answers if one.state in (AnswerState.NOT_LISTED, *NAMED)]
    if asked and all(one.state is AnswerState.NOT_LISTED for one in asked):
        yield _finding(State.ABSENT, "camera_list.not_listed", {**_edition(asked[0]), "kinds": _kinds(asked)}, at)
    for state, code, as_state in (
        (AnswerState.NOT_ASKED, "camera_list.not_asked", State.NOT_CHECKED),
        (AnswerState.UNAVAILABLE, "camera_list.unavailable", State.UNAVAILABLE),
    ):
        for why in dict.fromkeys(one.why for one in answers if one.state is state):
            some = [one for one in answers if one.state is state and one.why == why]
            yield _finding(as_state, code, {"why": why, "form": why.replace(".", "_"), "kinds": _kinds(some)}, at)


def _named(answers: Sequence[Answer], at: datetime) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for one in answers:
        code = NAMED.get(one.state)
        if code and one.entry and (code, one.entry.case) not in told:
            told.add((code, one.entry.case))
            yield _finding(State.UNTRUSTED, code, {**_edition(one), **_entry(one, one.entry)}, at)


def _entry(one: Answer, entry: Entry) -> Params:
    return {
        "kind": one.kind,
        "form": one.why.replace(".", "_"),
        "reason": entry.reason,
        "case": entry.case,
        "since": f"{entry.since.astimezone(UTC):%Y-%m-%d}",
        "captures_from": _iso(entry.captures_from or entry.since),
        "captures_to": _iso(entry.captures_to) if entry.captures_to else "",
    }


def _edition(one: Answer) -> Params:
    return {"epoch": one.epoch or 0, "edition": one.edition or 0}


def _kinds(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.kind for one in answers if one.kind))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _finding(state: State, code: str, params: Params, at: datetime) -> Finding:
    return Finding(LIST_KIND, state, code, params, FILE, at)
