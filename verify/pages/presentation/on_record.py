"""The line on open records of exactly these bytes: what was found, and the way to the record itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from provenance.types import Finding, Report, State
from verify.pages.presentation.glossary.codes import explanation_of
from verify.pages.presentation.line import Line
from verify.pages.presentation.telling import told
from verify.pages.presentation.words import STATES, Sign

KIND = "record"
RIVALS = "on_record.rivals"
LINES_SHOWN = 3  # the oldest ones; the expert view has them all
SIGNS: dict[str, Sign] = {
    "on_record.none": Sign("absent", STATES[State.ABSENT].word, "quiet"),
    "on_record.unavailable": STATES[State.UNAVAILABLE],
}


def on_record(report: Report) -> tuple[Line, ...]:
    """Return one line for each record found, the oldest first; one line that says so where there is none."""
    found = [one for one in report.findings if one.kind == KIND]
    if not found:
        text = _("The chronology was not asked about this file.")
        return (Line(_("On record"), STATES[State.NOT_CHECKED], text, explained="record"),)
    return record_lines(found)


def record_lines(found: Sequence[Finding]) -> tuple[Line, ...]:
    """Return a line for each of the oldest records that were found, and one that says that several recorded it."""
    records = [one for one in found if one.code != RIVALS]
    rivals = [one for one in found if one.code == RIVALS]
    return tuple(_line(one) for one in (*records[:LINES_SHOWN], *rivals))


def _line(found: Finding) -> Line:
    record = found.params.get("record")
    named = record if isinstance(record, str) else ""
    explained = explanation_of(found.code, found.params)
    return Line(_("On record"), _sign(found), told(found.code, found.params), named, explained=explained)


def _sign(found: Finding) -> Sign:
    if found.code == "on_record.waiting":
        return Sign("hour", _("waiting"), "quiet")
    if found.code == "on_record.retracted":
        # Calm: anybody can record a file and take that back, and must not put another's picture in a bad light by it.
        return Sign("untrusted", _("retracted"), "quiet")
    if found.code == RIVALS:
        return Sign("untrusted", _("several recorders"))
    return SIGNS.get(found.code) or Sign("holds", _("on record"))
