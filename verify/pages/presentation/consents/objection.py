"""Words for objections: what one can be about, how it stands, and what the desk answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verify.consents.models.objections import Category, ObjectionState
from verify.consents.selectors.objections import ObjectionView
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.words import Sign, Words

CATEGORIES: dict[str, Words] = {
    Category.LIKENESS: _("A face or body of mine that was made or changed with AI"),
    Category.VOICE: _("A voice of mine that was made or changed with AI"),
    Category.PURPOSE: _("A use of me that my consent does not cover"),
    Category.INTIMATE: _("An intimate picture or recording, made or real"),
}
SHORT: dict[str, Words] = {
    Category.LIKENESS: _("Face or body"),
    Category.VOICE: _("Voice"),
    Category.PURPOSE: _("Another use than consented to"),
    Category.INTIMATE: _("Intimate material"),
}
SIGNS: dict[str, Sign] = {
    ObjectionState.RECEIVED: Sign("hour", _("received"), "quiet"),
    ObjectionState.REVIEWED: Sign("hour", _("being looked at")),
    ObjectionState.ASKED: Sign("untrusted", _("a question to you"), "look"),
    ObjectionState.UPHELD: Sign("holds", _("agreed to")),
    ObjectionState.DECLINED: Sign("absent", _("not agreed to"), "quiet"),
    ObjectionState.WITHDRAWN: Sign("absent", _("taken back"), "quiet"),
}
NEXT: dict[str, Words] = {
    ObjectionState.RECEIVED: _("Somebody of the desk will look at it. Nothing is shown to anybody until then."),
    ObjectionState.REVIEWED: _("Somebody of the desk is looking at it now."),
    ObjectionState.ASKED: _("The desk needs something more from you. Answer below."),
    ObjectionState.UPHELD: _("The desk agreed with you."),
    ObjectionState.DECLINED: _(
        "The desk did not agree. That does not say that you are wrong; a court may see it otherwise."
    ),
    ObjectionState.WITHDRAWN: _("It was taken back, and what you told is destroyed."),
}
ANSWERS: dict[str, Words] = {
    "which_work": _("Which picture or recording is it? Describe it, or give its SHA-256."),
    "who_you_are": _("How are you, or the person you speak for, to be recognised in it?"),
    "where": _("Where can it be seen?"),
    "agreed": _("Whoever checks this file here is told that somebody who is shown objected."),
    "not_recognisable": _("Nobody can be recognised in it."),
    "consent_covers": _("A signed consent covers this use."),
    "not_synthetic": _("Nothing shows that it was made or changed with AI; this form is about that alone."),
    "no_answer": _("What was asked for did not come."),
    "reconsidered": _("The desk looked again and came to another view."),
}
AGREED_INTIMATE: Words = _("The desk acts on it by hand. Nothing that stands for the material is kept or passed on.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an objector is shown."""

    sign: Sign
    about: Words
    next: Words
    answer: Words
    sent: Moment
    readings: int
    asks: bool
    open: bool


def receipt(one: ObjectionView) -> Receipt:
    """Return how an objection stands, in words."""
    agreed_by_hand = one.state == ObjectionState.UPHELD and one.category == Category.INTIMATE
    return Receipt(
        sign=SIGNS[one.state],
        about=SHORT[one.category],
        next=NEXT[one.state],
        answer=AGREED_INTIMATE if agreed_by_hand else ANSWERS.get(one.answer, ""),
        sent=moment(one.created),
        readings=one.readings,
        asks=one.state == ObjectionState.ASKED,
        open=one.state not in (ObjectionState.DECLINED, ObjectionState.WITHDRAWN),
    )
