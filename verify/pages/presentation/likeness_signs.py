"""How each likeness is called beside its sign: calm for strangers' records, since a look-alike never accuses."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.likeness import KIND
from provenance.types import Finding, Report, State
from verify.pages.presentation.glossary.codes import explanation_of
from verify.pages.presentation.line import Line
from verify.pages.presentation.telling import told
from verify.pages.presentation.words import STATES, Sign

LINES_SHOWN = 3  # the earliest ones; the part on similar works has them all
DIFFERS = Sign("differs", gettext_lazy("content differs"), "look")
SIGNS: dict[str, Sign] = {
    "likeness.exact": Sign("holds", gettext_lazy("the same bytes")),
    "likeness.copy": Sign("copy-of", gettext_lazy("a copy")),
    "likeness.differs": DIFFERS,
    "likeness.differs.this": DIFFERS,
    "likeness.differs.recorded": Sign("differs", gettext_lazy("content differs")),
    "likeness.two_versions": Sign("differs", gettext_lazy("two versions"), "quiet"),
    "likeness.derived": Sign("holds", gettext_lazy("made from it")),
    "likeness.source": Sign("holds", gettext_lazy("it was made from this")),
    "likeness.uncompared": Sign("not-checked", gettext_lazy("not compared closely"), "quiet"),
    "likeness.similar": Sign("similar", gettext_lazy("looks alike"), "quiet"),
    "likeness.retracted": Sign("untrusted", gettext_lazy("retracted"), "quiet"),
    "likeness.waiting": Sign("hour", gettext_lazy("waiting"), "quiet"),
    "likeness.rivals": Sign("untrusted", gettext_lazy("several recorders")),
    "likeness.none": Sign("absent", gettext_lazy("none found"), "quiet"),
}


def sign_of(code: str, state: State = State.HOLDS) -> Sign:
    """Return the sign of a likeness."""
    return SIGNS.get(code) or STATES[state]


def similar_lines(report: Report) -> tuple[Line, ...]:
    """Return one line for each of the earliest works that resemble the file, or one that says there is none."""
    found = [one for one in report.findings if one.kind == KIND]
    question = _("Similar works")
    if not found:
        text = _("Recorded works were not searched for this file.")
        return (Line(question, STATES[State.NOT_CHECKED], text, explained="fingerprint"),)
    rivals = [one for one in found if one.code == "likeness.rivals"]
    others = [one for one in found if one.code != "likeness.rivals"]
    return tuple(_line(question, one) for one in (*others[:LINES_SHOWN], *rivals))


def _line(question: str, found: Finding) -> Line:
    record = found.params.get("record")
    sentence = told(found.code, found.params)
    named = record if isinstance(record, str) else ""
    explained = explanation_of(found.code, found.params)
    return Line(question, sign_of(found.code, found.state), sentence, named, resembles=True, explained=explained)
