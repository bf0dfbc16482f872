"""The answer in one sentence, with a second one that says why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.types import Integrity, Outcome, Report, State, Step
from verify.pages.presentation.camera_lines import listed_lines
from verify.pages.presentation.chain import LISTED, follow, state_of
from verify.pages.presentation.glossary.codes import explanation_of
from verify.pages.presentation.limits import does_not_tell
from verify.pages.presentation.line import Line
from verify.pages.presentation.names import signer_name, step_title
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated, quoted
from verify.pages.presentation.words import HEADLINES, Sign, Words

TOLD_IN_FULL = 3  # a reader keeps three steps in mind; beyond that the first and the last
LONG_SENTENCE = 110  # four lines of the large size on a desk's screen


@dataclass(frozen=True, slots=True)
class Summary:
    """Sign, sentence, reason and limits of one answer; `listed` is what the camera list says, whatever the answer."""

    sign: Sign
    sentence: str
    why: str
    limits: tuple[Words, ...]
    listed: tuple[Line, ...] = ()
    explained: str = ""

    @property
    def long(self) -> bool:
        """Say whether the sentence needs the smaller of the two large sizes."""
        return len(self.sentence) > LONG_SENTENCE


def summary(report: Report) -> Summary:
    """Return the top of a result page."""
    headline = report.headline
    return Summary(
        sign=_sign(headline),
        sentence=_sentence(report),
        why=_why(report),
        limits=does_not_tell(headline.code, report.not_checked),
        listed=listed_lines(report),
        explained=explanation_of(headline.code, headline.params),
    )


def _sign(headline: Outcome) -> Sign:
    form = HEADLINES.get(f"{headline.code}.{headline.params.get('form')}")
    return form or HEADLINES.get(headline.code, Sign("not-checked", _("Result")))


def _sentence(report: Report) -> str:
    """Return the headline; a name that no list vouches for stands in quotation marks, since it may read on as one."""
    step = next((one for one in report.steps if one.id == report.headline.step), None)
    unvouched = step is not None and step.trust not in LISTED
    return told(report.headline.code, report.headline.params, quoted if unvouched else isolated)


def _why(report: Report) -> str:
    steps = follow(report.steps).shown[::-1]
    if not steps:
        return ""
    if len(steps) <= TOLD_IN_FULL:
        clauses = [_clause(step) for step in steps]
    else:
        clauses = [_clause(steps[0]), _("%(count)d steps lie between.") % {"count": len(steps) - 2}, _clause(steps[-1])]
    return " ".join([*clauses, _ending(steps[-1])]).strip()


def _clause(step: Step) -> str:
    if state_of(step) is State.BROKEN:
        return _("%(title)s, signed by %(signer)s: this step does not hold.") % _names(step)
    text = (
        _("%(title)s, signed by %(signer)s.")
        if step.trust in LISTED
        else _("%(title)s, signed in the name of %(signer)s.")
    )
    return text % _names(step)


def _names(step: Step) -> dict[str, str]:
    return {"title": step_title(step), "signer": signer_name(step)}


def _ending(newest: Step) -> str:
    return _("Nothing was changed after the last signature.") if newest.integrity is Integrity.INTACT else ""
