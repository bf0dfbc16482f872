"""What the statements about exactly these bytes add to a report, worked out whenever it is read: they arrive later.

Who signs a statement is not thereby right, and who signed first is not thereby the author: a statement is a finding. It
may name its author in the headline only for readers whose own organisation counts that author, and then only where
nothing warns. Source: DESIGN section 4, docs/authors.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from provenance.statements.checking import KIND, findings_of, stands, supports
from provenance.statements.evidence import Asked, Claimed, Evidence
from provenance.statements.lines import params_of
from provenance.statements.parties import parties_of
from provenance.statements.types import Act, Role
from provenance.types import Finding, Outcome, Params, Report, State
from provenance.unreadable import FILE
from provenance.verdict import headline_with_records

AUTHORS: Final = "author"
"""How `not_checked` calls the look-up of statements."""

NAMING: Final = frozenset({Role.AUTHOR, Role.PUBLISHER})
"""Roles that may be named in a headline: who corrects or licenses a work says nothing of where it is from."""


def with_authors(report: Report, found: Sequence[Evidence] | None, asked: Asked, at: datetime) -> Report:
    """The report with its statements, looked up at `at`; None where the look-up was not possible."""
    if found is None:
        return replace(report, findings=(*report.findings, _finding(State.UNAVAILABLE, "author.unavailable", {}, at)))
    return replace(
        report,
        headline=headline_with_records(report.headline, _counted(report, found, asked, at)),
        findings=(*report.findings, *work_findings(found, asked, at)),
        not_checked=tuple(one for one in report.not_checked if one != AUTHORS),
    )


def work_findings(found: Sequence[Evidence], asked: Asked, at: datetime) -> tuple[Finding, ...]:
    """What all statements about one content amount to, and whether the claimed author is among who signed."""
    told = [line for one in found for line in findings_of(one, asked, at)]
    if not found:
        told.append(_finding(State.ABSENT, "author.none", {}, at))
    if asked.claimed is not None:
        told.append(_claimed(found, asked, asked.claimed, at))
    return tuple(told)


def _claimed(found: Sequence[Evidence], asked: Asked, claimed: Claimed, at: datetime) -> Finding:
    """Whether who is said to have made it signed for it; nobody's silence is held against them."""
    good = [replace(one, seen=at) for one in found if supports(one, asked, at)]
    # Without bytes to hold it against, a statement is found by a link or as it was sent, and says nothing of a file.
    unheld = "" if asked.content is not None else "unheld"
    params: Params = {"claimed": claimed.text, "form": unheld}
    for one in good:
        if parties_of(one) & claimed.parties:
            state = State.NOT_CHECKED if unheld else State.HOLDS
            return Finding(KIND, state, "author.as_claimed", {**params_of(one), **params}, one.statement_id, at)
    if good:
        names = tuple(dict.fromkeys(str(params_of(one)["author"]) for one in good))
        return _finding(State.UNTRUSTED, "author.other_than_claimed", {**params, "authors": names}, at)
    form = unheld if claimed.parties else "unknown"
    return _finding(State.UNTRUSTED, "author.claim_unsupported", {**params, "form": form}, at)


def _counted(report: Report, found: Sequence[Evidence], asked: Asked, at: datetime) -> Outcome | None:
    """The outcome that names a counted author; a reader's own or listed record says as much and comes first."""
    if report.headline.code == "same_as_record":
        return None
    for one in found:
        form = _form(one)
        if form and one.statement.role in NAMING and one.statement.act is not Act.RETRACT and stands(one, asked, at):
            return Outcome("same_as_record", {**params_of(one), "form": form})
    return None


def _form(one: Evidence) -> str:
    """Whether the reader's organisation counts the author, or only the organisation that the author signed for."""
    if one.key is not None and one.key.party.id in one.counted:
        return "counted"
    return "counted_for" if parties_of(one) & one.counted else ""


def _finding(state: State, code: str, params: Params, at: datetime) -> Finding:
    return Finding(KIND, state, code, params, FILE, at)
