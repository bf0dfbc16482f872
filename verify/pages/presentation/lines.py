"""The evidence, line by line: one question each, what was found out, and a sentence."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from provenance.types import Report, State
from verify.pages.presentation.camera_lines import camera_lines
from verify.pages.presentation.chain import follow
from verify.pages.presentation.consents.evidence import consent_lines
from verify.pages.presentation.doings import what_was_done
from verify.pages.presentation.likeness_signs import similar_lines
from verify.pages.presentation.line import Line
from verify.pages.presentation.noticed import noticed
from verify.pages.presentation.on_record import on_record
from verify.pages.presentation.origin import where_from
from verify.pages.presentation.signature import when, who_says_so
from verify.pages.presentation.words import STATES

ASKED = ("where-from", "what-was-done", "when", "who-says-so")  # how the glossary calls the four questions


def evidence_lines(report: Report) -> tuple[Line, ...]:
    """Return the lines of a report, always in the same order; several records make several lines."""
    chain = follow(report.steps)
    found = (
        *on_record(report),
        *similar_lines(report),
        *consent_lines(report),
        *camera_lines(report),
        *noticed(report),
    )
    if not chain.shown:
        return (*_nothing_told(report.credentials.code), *found)
    newest = chain.shown[0]
    told = (where_from(chain), what_was_done(chain), when(newest), who_says_so(newest))
    return (*_explained(told), *found)


def _nothing_told(code: str) -> tuple[Line, ...]:
    state, first, others = _why_nothing(code)
    questions = (_("Where from"), _("What was done"), _("When"), _("Who says so"))
    lines = tuple(Line(asked, STATES[state], others if row else first) for row, asked in enumerate(questions))
    return _explained(lines)


def _explained(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the four lines on the steps, each with the word under which the glossary explains it."""
    return tuple(replace(line, explained=word) for line, word in zip(lines, ASKED, strict=True))


def _why_nothing(code: str) -> tuple[State, str, str]:
    if code == "unreadable":
        text = _("The file could not be read, so nothing it may carry could be looked at.")
        return State.UNAVAILABLE, text, _("The file could not be read.")
    if code == "credentials_damaged":
        text = _("There are traces of credentials, and they cannot be read. What damaged them is not known.")
        return State.UNAVAILABLE, text, _("The credentials may have told; they cannot be read.")
    if code == "credentials_elsewhere":
        text = _("The file points to credentials on another server. They were not fetched.")
        return State.NOT_CHECKED, text, _("Those credentials may tell; they were not fetched.")
    text = _("The file carries no content credentials. Most files carry none, and many services strip them.")
    return State.ABSENT, text, _("Nothing in the file answers this in a way that can be checked.")
