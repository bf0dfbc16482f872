"""The files of a page, told apart by letters."""

from __future__ import annotations

from django.utils.translation import gettext as _

from verify.contested.selectors.published import Shown

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters_of(found: Shown) -> dict[str, str]:
    """What each checked file is called, by its SHA-256."""
    digests = dict.fromkeys(str(one.told["sha256"]) for one in found.checks)
    if len(digests) == 1:
        return {digest: _("The file") for digest in digests}
    return {digest: _("File %(letter)s") % {"letter": LETTERS[n]} for n, digest in enumerate(digests)}
