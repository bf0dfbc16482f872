"""Where the file says it begins, and how far that can be relied on."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from provenance.types import State, Step
from verify.pages.presentation.chain import Chain, origins, state_of
from verify.pages.presentation.line import Line
from verify.pages.presentation.names import signer_name, standing, step_title
from verify.pages.presentation.words import INTEGRITY, STATES


def where_from(chain: Chain) -> Line:
    """Return the line on the first steps; of several beginnings the weakest one is told."""
    begin = origins(chain)
    if not begin:
        text = _("The history breaks off before its beginning. What lies behind the break is confirmed by nobody.")
        return Line(_("Where from"), STATES[State.UNAVAILABLE], text)
    weakest = next((step for step in begin if _state(step) is not State.HOLDS), begin[0])
    text = f"{told(weakest)} {_before(weakest)}".strip()
    if len(begin) > 1:
        several = _("It was put together from %(count)d beginnings. One of them: %(told)s")
        text = several % {"count": len(begin), "told": text}
    return Line(_("Where from"), STATES[_state(weakest)], text)


def _state(step: Step) -> State:
    """A good signature over a file without credentials says nothing about where that file came from."""
    state = state_of(step)
    return State.UNAVAILABLE if state is State.HOLDS and step.ingredients_without_credentials else state


def _before(step: Step) -> str:
    count = step.ingredients_without_credentials
    if not count:
        return ""
    return ngettext(
        "It began with a file without credentials; where that came from is not known.",
        "It began with %(count)d files without credentials; where those came from is not known.",
        count,
    ) % {"count": count}


def told(step: Step) -> str:
    """Return what one step is, who signed it, and how that stands."""
    return _("%(title)s. Signed by %(signer)s, %(standing)s; %(integrity)s.") % {
        "title": step_title(step),
        "signer": signer_name(step),
        "standing": standing(step),
        "integrity": INTEGRITY[step.integrity],
    }
