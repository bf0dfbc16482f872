"""What must be known before something is put on record, and whether it was."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.chronology.copies import CopyOption, copy_options
from verify.pages.presentation.words import Words

FORMS = frozenset({"open", "sealed"})
CHOOSE: Words = _("Choose first whether the record is open or sealed. Nothing was recorded.")
UNDERSTAND: Words = _("Confirm first that an open record is public and for ever. Nothing was recorded.")
STALE: Words = _("The form was not sent whole. Nothing was recorded. Choose once more.")
LINK: Words = _(
    "The link cannot be read: paste it whole, beginning with https://, or leave it out. Nothing was recorded."
)
TROUBLES: dict[str, Words] = {"unread": UNDERSTAND, "none": CHOOSE, "stale": STALE, "link": LINK}
# 128 random bits in each form that was handed out, stored nowhere: sent twice it is one sealed record.
ONCE = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Recording:
    """Whether this reader may record the file of a result, and what went wrong when they last tried.

    `searchable`: its fingerprints are at hand, so that copies of it can be found later. `publishable`: it carries
    credentials that its owner may publish.
    """

    action: str
    login: str
    signed_in: bool
    trouble: Words
    once: str
    searchable: bool = False
    publishable: bool = False

    @property
    def open_options(self) -> tuple[CopyOption, ...]:
        """Return what an owner of an open record may allow."""
        return copy_options("open")

    @property
    def sealed_options(self) -> tuple[CopyOption, ...]:
        """Return the same for a sealed one."""
        return copy_options("sealed")


def new_once() -> str:
    """Return the word of one form."""
    return secrets.token_urlsafe(16)


def is_once(word: str) -> bool:
    """Say whether a form brought such a word back; any shorter one could be guessed."""
    return ONCE.fullmatch(word) is not None


def understood(form: str, confirmed: bool) -> bool:
    """Say whether a form was filled in as it must be: open records need a confirmation, sealed ones none."""
    return form == "sealed" or (form == "open" and confirmed)
