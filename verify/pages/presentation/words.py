"""How each state, list and time is called on a page, and which drawn sign stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from provenance.types import Integrity, SigningTime, State, Trust

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawn sign (its name in the sprite), the word beside it, and whether the eye should rest here."""

    icon: str
    word: Words
    tone: str = "calm"


STATES: dict[State, Sign] = {
    State.HOLDS: Sign("holds", _("holds")),
    State.BROKEN: Sign("broken", _("does not hold"), "look"),
    State.UNTRUSTED: Sign("untrusted", _("signer unknown"), "look"),
    State.ABSENT: Sign("absent", _("nothing there"), "quiet"),
    State.UNAVAILABLE: Sign("unavailable", _("cannot be told"), "quiet"),
    State.NOT_CHECKED: Sign("not-checked", _("not checked"), "quiet"),
}

HEADLINES: dict[str, Sign] = {
    "unreadable": Sign("unavailable", _("Could not be read")),
    "credentials_damaged": Sign("unavailable", _("Credentials damaged"), "look"),
    "changed_after_signing": Sign("broken", _("Changed after signing"), "look"),
    "signer_denied": Sign("untrusted", _("Signer on the deny list"), "look"),
    "problem_in_history": Sign("broken", _("A problem in an earlier step"), "look"),
    "certificate_lapsed": Sign("unavailable", _("Cannot be confirmed any more")),
    "signer_unknown": Sign("untrusted", _("Signer unknown"), "look"),
    "some_signers_unknown": Sign("untrusted", _("One signer unknown"), "look"),
    "credentials_elsewhere": Sign("not-checked", _("Credentials kept elsewhere")),
    "no_credentials": Sign("absent", _("No credentials"), "quiet"),
    "all_signers_trusted": Sign("holds", _("Every signer is on a list")),
    "declared_ai_generated": Sign("ai", _("Declared as made by AI")),
    "declared_ai_edited": Sign("ai", _("Declared as edited with AI")),
    "same_as_record": Sign("holds", _("Same as your own record")),
    "same_as_record.listed": Sign("holds", _("Same as a listed recorder’s record")),
    "copy_of_record": Sign("copy-of", _("A copy of a recorded work")),
    "captured": Sign("camera", _("Signed by a camera’s key")),
    "differs_from_record": Sign("differs", _("Differs from a recorded work"), "look"),
}

TRUST: dict[Trust, Words] = {
    Trust.OFFICIAL: _("on the official list"),
    Trust.INTERIM: _("on the interim list, a lower tier"),
    Trust.NEWSROOM: _("on your newsroom’s list"),
    Trust.UNKNOWN: _("on none of the lists"),
    Trust.DENIED: _("on the deny list"),
}

INTEGRITY: dict[Integrity, Words] = {
    Integrity.INTACT: _("unchanged since it was signed"),
    Integrity.CHANGED: _("changed after it was signed"),
    Integrity.RECORDED_FAILURE: _("a later signer recorded that it did not hold"),
    Integrity.NOT_CHECKABLE: _("cannot be checked here"),
}

TIMES: dict[SigningTime, Words] = {
    SigningTime.TRUSTED: _("time stamped by a listed authority"),
    SigningTime.UNVERIFIED: _("time not vouched for"),
    SigningTime.LAPSED: _("certificate lapsed, no time stamp within its validity"),
    SigningTime.NONE: _("no time given"),
}
