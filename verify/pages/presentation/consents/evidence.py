"""The lines on consents to a likeness: who signed, for what, on which track, and what is missing; no judgement."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from provenance.statements.consents import KIND
from provenance.types import Finding, Report, State
from verify.pages.presentation.glossary.codes import explanation_of
from verify.pages.presentation.line import Line
from verify.pages.presentation.telling import told
from verify.pages.presentation.words import STATES, Sign

LINES_SHOWN = 6  # a group picture has as many people; the expert view has them all


def consent_lines(report: Report) -> tuple[Line, ...]:
    """Return a line for each consent, for what is missing, and for an objection that a desk agreed to."""
    found = sorted((one for one in report.findings if one.kind == KIND), key=lambda one: not one.params.get("consent"))
    lines = [_line(one) for one in found[:LINES_SHOWN]]
    if len(found) > LINES_SHOWN:
        lines.append(
            Line(
                _("Consent"),
                STATES[State.NOT_CHECKED],
                _("More of them stand in the expert view."),
                explained="consent",
            )
        )
    return tuple(replace(line, objects=line is lines[-1]) for line in lines)


def _line(found: Finding) -> Line:
    question = _("Objection") if found.code == "consent.objection" else _("Consent")
    return Line(
        question,
        _sign(found),
        told(found.code, found.params),
        consent=str(found.params.get("consent", "")),
        explained=explanation_of(found.code, found.params),
    )


def _sign(found: Finding) -> Sign:
    if found.code == "consent.covers":
        return Sign("holds", _("signed"))
    if found.code == "consent.objection":
        return Sign("untrusted", _("agreed to"), "look")
    if found.state is State.ABSENT:
        return Sign("absent", _("none that counts") if found.params.get("consent") else _("none on record"), "quiet")
    return STATES[found.state]
