"""The kinds and forms of records, and the parts of a work, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chronology.records.kinds import Kind
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Words

KINDS: dict[int, Words] = {
    Kind.REGISTERED: gettext_lazy("registered"),
    Kind.EDITED_FROM: gettext_lazy("edited from an earlier record"),
    Kind.RETRACTED: gettext_lazy("retraction"),
    Kind.STATEMENT: gettext_lazy("statement"),
    Kind.KEY_EVENT: gettext_lazy("change of a key"),
    Kind.CONSENT: gettext_lazy("consent"),
    Kind.GOVERNANCE: gettext_lazy("decision"),
    Kind.BLACKLIST_EPOCH: gettext_lazy("state of the camera list"),
    Kind.NOTICE: gettext_lazy("notice"),
}
FORMS: dict[str, Words] = {
    "open": gettext_lazy("open: anyone can look it up, for ever"),
    "sealed": gettext_lazy("sealed: salted commitments, shown to your team only"),
}
SHORT_FORMS: dict[str, Words] = {"open": gettext_lazy("open"), "sealed": gettext_lazy("sealed")}
ROLES: dict[str, Words] = {
    "headline": gettext_lazy("headline"),
    "text": gettext_lazy("text"),
    "image": gettext_lazy("picture"),
}


def kind_words(kind: int) -> str:
    """Return what a kind is called; a number that a later version gave its meaning stays a number."""
    return str(KINDS.get(kind) or _("kind %(number)d") % {"number": kind})


def role_words(role: str) -> str:
    """Return what a part of a work is called; a role that its recorder chose stands as it is."""
    return str(ROLES.get(role) or visible(role, 40))


def kind_word(name: str) -> str:
    """Return what a kind is called, by its name in the log's JSON view."""
    known = Kind.__members__.get(name.upper())
    return kind_words(known) if known is not None else visible(name, 40)
