"""How far a check is, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase: `state` is done, now or later; `word` says the same beside it."""

    text: Words
    state: str
    icon: str
    word: Words


def phases(current: str) -> tuple[PhaseLine, ...]:
    """Return all phases of a check with the current one marked."""
    order = _texts(current)
    at = [code for code, _text in order].index(current) if current in dict(order) else len(order)
    return tuple(_line(text, row - at) for row, (_code, text) in enumerate(order))


def spoken(current: str) -> str:
    """Return the sentence for those who listen; it changes only with the phase, so nobody hears it twice."""
    return _("Now: %(phase)s") % {"phase": dict(_texts(current)).get(current, _("the answer is ready"))}


def _texts(current: str) -> tuple[tuple[str, str], ...]:
    arrived = (
        (("fetching", _("fetching the file from its link")),)
        if current == "fetching"
        else (("arrived", _("the file has arrived")),)
    )
    return (
        *arrived,
        ("waiting", _("waiting for a free place")),
        ("examining", _("reading it: credentials, every step against the lists, preview")),
        ("similar", _("searching among recorded works")),
        ("finished", _("putting the answer together")),
    )


def _line(text: str, distance: int) -> PhaseLine:
    if distance < 0:
        return PhaseLine(text, "done", "holds", _("done"))
    return PhaseLine(text, "now", "untrusted", _("now")) if distance == 0 else PhaseLine(text, "later", "absent", "")
