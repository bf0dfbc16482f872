"""How roles, acts, kinds, scopes, reasons and bindings of authors are called on a page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from provenance.statements.types import Act, Role, Scope, SignatureState
from verify.pages.presentation.words import Sign, Words

KINDS: dict[str, Words] = {
    "person": _("a person"),
    "organisation": _("an organisation"),
    "service": _("a service"),
}
ROLES: dict[Role, Words] = {
    Role.AUTHOR: _("author"),
    Role.PUBLISHER: _("publisher"),
    Role.CORRECTOR: _("corrector"),
    Role.LICENSEE: _("licensee"),
}
ROLE_CHOICES: dict[Role, Words] = {
    Role.AUTHOR: _("its author"),
    Role.PUBLISHER: _("its publisher"),
    Role.CORRECTOR: _("who corrects it"),
    Role.LICENSEE: _("who holds a licence to it"),
}
ACTS: dict[Act, Words] = {
    Act.STATE: _("a statement"),
    Act.CORRECT: _("a correction"),
    Act.RETRACT: _("a retraction"),
}
SCOPES: dict[Scope, Words] = {
    Scope.PUBLISH: _("publish"),
    Scope.EDIT: _("edit"),
    Scope.CORRECT: _("correct"),
    Scope.CONSENT: _("take in consents"),
}
REASONS: dict[str, Words] = {
    "lost": _("the key was lost"),
    "stolen": _("the key was stolen"),
    "rotated": _("another key took its place"),
    "left": _("the person left"),
    "withdrawn": _("withdrawn"),
    "unspecified": _("no reason given"),
}
SIGNATURES: dict[SignatureState, Sign] = {
    SignatureState.HOLDS: Sign("holds", _("signature holds")),
    SignatureState.HELD_WHEN_RECORDED: Sign("held-then", _("held when recorded")),
    SignatureState.BROKEN: Sign("broken", _("signature does not hold"), "look"),
    SignatureState.UNAVAILABLE: Sign("unavailable", _("cannot be told now"), "quiet"),
    SignatureState.NOT_CHECKED: Sign("not-checked", _("not checked"), "quiet"),
}
MEANINGS: dict[SignatureState, Words] = {
    SignatureState.HOLDS: _("The signature fits this statement and this address."),
    SignatureState.HELD_WHEN_RECORDED: _(
        "The contract wallet said so when the statement was recorded. Its key has been changed since: that takes "
        "nothing away from what was signed before."
    ),
    SignatureState.BROKEN: _("The signature does not fit this statement and this address."),
    SignatureState.UNAVAILABLE: _(
        "Only a node of the network can tell whether this contract wallet signed, and none answered. It is asked again."
    ),
    SignatureState.NOT_CHECKED: _("Nobody has checked this signature here yet."),
}


def listed(words: tuple[Words, ...]) -> str:
    """Return some words as one text."""
    return ", ".join(str(one) for one in words)
