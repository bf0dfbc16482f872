"""Ending a key or a delegation, and taking a statement back: what follows is said before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from provenance.statements.types import REASONS as REASON_CODES
from verify.pages.presentation.authors.words import REASONS
from verify.pages.presentation.words import Words

Choices = tuple[tuple[str, Words], ...]
SINCE_WHEN: tuple[Words, ...] = (
    _("What was on record before the end stays as it is, and is labelled."),
    _("Of what was signed and not on record by then, nobody can say which came first: it is shown with a warning."),
    _("An end is public and for ever. The same key never comes back; claim a new one instead."),
)


@dataclass(frozen=True, slots=True)
class Ending:
    """One page that ends something: by a signature, by the account with a second factor, or by either.

    `message` is where our script gets what a wallet signs, empty where no wallet can sign this; `by_account` is empty
    where the account alone may not. `dated` lets the account name a moment in the past.
    """

    question: Words
    follows: tuple[Words, ...]
    confirm: Words
    button: Words
    action: str
    message: str
    by_key: Words
    by_key_note: Words
    by_account: Words = ""
    by_account_note: Words = ""
    dated: bool = False
    latest: str = ""
    reasons: Choices = ()


def reasons() -> Choices:
    """Return why something may have ended, in the words of the page; first what whoever chooses nothing has said.

    The reason is public for ever: nobody says by leaving a field alone that a key was lost.
    """
    said_by_nobody = "unspecified"
    codes = (said_by_nobody, *(code for code in REASON_CODES if code != said_by_nobody))
    return tuple((code, REASONS[code]) for code in codes)


def key_ending(action: str, message: str, *, latest: str) -> Ending:
    """Return the page that ends a key."""
    return Ending(
        question=_("End this key?"),
        follows=SINCE_WHEN,
        confirm=_("I have read this: the key ends for everybody."),
        button=_("End the key"),
        action=action,
        message=message,
        by_key=_("With the key itself"),
        by_key_note=_("It signs its own end, from now on. Anybody can check that."),
        by_account=_("Without the key"),
        by_account_note=_("It was lost or stolen. Your account says so, as of any moment, and the log keeps that."),
        dated=True,
        latest=latest,
        reasons=reasons(),
    )


def delegation_ending(action: str, message: str, *, latest: str) -> Ending:
    """Return the page that ends a delegation."""
    return Ending(
        question=_("End this delegation?"),
        follows=SINCE_WHEN[:2],
        confirm=_("I have read this: the delegation ends for everybody."),
        button=_("End the delegation"),
        action=action,
        message=message,
        by_key=_("With a wallet of either side"),
        by_key_note=_("The organisation’s wallet or the delegate’s signs the end, from now on."),
        by_account=_("Without a wallet"),
        by_account_note=_("Your account says so for the organisation, as of any moment, and the log keeps that."),
        dated=True,
        latest=latest,
        reasons=reasons(),
    )


def retraction(action: str, message: str, *, desk: bool) -> Ending:
    """Return the page that takes a statement back; `desk` where the desk's key signed it and signs this."""
    return Ending(
        question=_("Take this statement back?"),
        follows=(
            _("The statement and its time remain on the log. A retraction is recorded beside it."),
            _("Whoever checks the file reads that its signer no longer stands by the statement."),
            _("No reason is recorded. It cannot be undone; you may sign again."),
        ),
        confirm=_("I have read this: it is public, and for ever."),
        button=_("Take it back"),
        action=action,
        message="" if desk else message,
        by_key=_("With the wallet that signed it"),
        by_key_note=_("A retraction is a statement too, and is signed like one."),
        by_account=_("With the desk’s key") if desk else "",
        by_account_note=_("The desk signed it, and the desk signs that it no longer stands by it.") if desk else "",
    )


def erasure(action: str) -> Ending:
    """Return the page that forgets what a statement said."""
    return Ending(
        question=_("Erase this statement?"),
        follows=(
            _("What it said, who signed it, and its signature are deleted here, also from what is restored later."),
            _("Its hash and its time stay on the log. Without the statement they tell nobody anything."),
            _("Copies that others took stay with them. To say that you no longer stand by it, take it back instead."),
        ),
        confirm=_("I have read this: it cannot be undone."),
        button=_("Erase it for ever"),
        action=action,
        message="",
        by_key="",
        by_key_note="",
        by_account=_("Forget it"),
        by_account_note=_("Whoever checks the file then finds nothing signed by you."),
    )
