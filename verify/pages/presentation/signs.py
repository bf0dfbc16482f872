"""The six states and the two marks, explained once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from provenance.types import State
from verify.pages.presentation.words import STATES, Sign, Words

MEANINGS: dict[State, Words] = {
    State.HOLDS: _("The signature fits the bytes, and its signer is on a list."),
    State.UNTRUSTED: _("The signature fits the bytes. Nobody on the lists vouches for the signer."),
    State.BROKEN: _("What was signed is not what is there now, or a later signer recorded that it did not hold."),
    State.ABSENT: _("There is nothing of this kind in the file. That is common, and no sign of anything."),
    State.UNAVAILABLE: _("There may be an answer, and it could not be had. That says nothing about the file."),
    State.NOT_CHECKED: _("Nobody asked."),
}


def explained_signs() -> tuple[tuple[Sign, Words], ...]:
    """Return each sign with its meaning."""
    marks = (
        (
            Sign("ai", _("AI, declared")),
            _("A signer says that a machine made or changed it. Only a listed signer’s word makes it a headline."),
        ),
        (
            Sign("redaction", _("redaction")),
            _("A signer withheld a statement, often to protect somebody. It is not an edit of the picture."),
        ),
    )
    return (*((STATES[state], MEANINGS[state]) for state in MEANINGS), *marks)
