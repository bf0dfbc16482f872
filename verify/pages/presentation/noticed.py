"""What else was noticed: contradictions with unsigned entries, attached identities, labels that anyone can add."""

from __future__ import annotations

from django.utils.translation import gettext as _

from provenance.types import Finding, Report
from verify.pages.presentation.glossary.codes import explanation_of
from verify.pages.presentation.line import Line
from verify.pages.presentation.telling import told
from verify.pages.presentation.words import STATES, Sign

KINDS = frozenset({"claims", "identity", "history"})
CODES = frozenset({"ai_label_unverified", "credentials.remote", "sidecar.given"})
LINES_SHOWN = 6  # the expert view has them all


def noticed(report: Report) -> tuple[Line, ...]:
    """Return one line for each finding that a reader should not have to look for."""
    found = [one for one in report.findings if one.kind in KINDS or one.code in CODES]
    return tuple(_line(one) for one in found[:LINES_SHOWN])


def _line(found: Finding) -> Line:
    explained = explanation_of(found.code, found.params)
    return Line(_("Also noticed"), _sign(found), told(found.code, found.params), explained=explained)


def _sign(found: Finding) -> Sign:
    if found.kind == "claims":
        return Sign("unavailable", _("a question"))
    return Sign("ai", _("a label")) if found.code == "ai_label_unverified" else STATES[found.state]
