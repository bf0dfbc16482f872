"""What was done after the beginning, and the step that is in doubt."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from provenance.types import Integrity, State, Step
from verify.pages.presentation.chain import Chain, state_of
from verify.pages.presentation.line import Line
from verify.pages.presentation.names import signer_name, standing, step_title
from verify.pages.presentation.words import INTEGRITY, STATES


def what_was_done(chain: Chain) -> Line:
    """Return the line on all steps after the first; the newest one in doubt is named."""
    later = tuple(step for step in chain.shown if step.ingredients)
    doubtful = tuple(step for step in later if state_of(step) is not State.HOLDS)
    if not later:
        return _one_step(chain.shown[0])
    if doubtful:
        return _line(state_of(doubtful[0]), _doubt(doubtful, chain))
    text = ngettext(
        "One later step; it is signed by a listed signer, and it holds.",
        "%(count)d later steps; each is signed by a listed signer, and each holds.",
        len(later),
    )
    return _line(State.HOLDS, text % {"count": len(later)})


def _one_step(step: Step) -> Line:
    if step.integrity is Integrity.CHANGED:
        text = _("Something was changed after the only signature. What, when and by whom is not known.")
    else:
        text = _("The file names one step and no earlier version.")
    return _line(state_of(step), text)


def _doubt(doubtful: tuple[Step, ...], chain: Chain) -> str:
    step = doubtful[0]
    text = _("Step %(number)d, “%(title)s”, is signed by %(signer)s, %(standing)s; it is %(integrity)s.") % {
        "number": chain.number(step),
        "title": step_title(step),
        "signer": signer_name(step),
        "standing": standing(step),
        "integrity": INTEGRITY[step.integrity],
    }
    more = len(doubtful) - 1
    if not more:
        return text
    further = ngettext("One more step is in doubt.", "%(more)d more steps are in doubt.", more)
    return f"{text} {further % {'more': more}}"


def _line(state: State, text: str) -> Line:
    return Line(_("What was done"), STATES[state], text)
