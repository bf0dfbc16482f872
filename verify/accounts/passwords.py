"""Words that no password may be made of: those that a guesser of this very site tries first."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST_BESIDE: Final = 8
"""Characters that must be left once those words are taken away; what is asked of any password elsewhere."""

OURS: Final = ("firstlight", "provenance", "newsroom", "password", "verify")
SHORT: Final = 3
"""Shorter parts of a host's name stand in too many honest passwords."""


class WordsOfThisSite:
    """Refuses a password that is little more than the names of the product, of this site, or of the account."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError; a long sentence that happens to hold such a word passes."""
        left = password.lower()
        for word in sorted(_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_BESIDE:
            raise ValidationError(self.get_help_text(), code="password_of_this_site")

    def get_help_text(self) -> str:
        """What to do instead."""
        return _("Use more than the names of this site and of your account: words that have nothing to do with it.")


def _words(user: object) -> set[str]:
    hosts = [part for host in settings.ALLOWED_HOSTS for part in re.split(r"[^a-z0-9]+", host.lower())]
    own = [str(getattr(user, name, "") or "").lower() for name in ("username", "first_name", "last_name")]
    address = str(getattr(user, "email", "") or "").lower()
    return {word for word in (*OURS, *hosts, *own, *re.split(r"[^a-z0-9]+", address)) if len(word) > SHORT}
