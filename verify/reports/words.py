"""Words that only a document needs: what was left unchecked, and how a copy is to be read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.words import Words

NOT_CHECKED: dict[str, Words] = {
    "chronology": _("Whether exactly these bytes are on record: the chronology was not asked."),
    "similar": _("Whether a recorded work resembles the file: that search was not made."),
    "camera_list": _("Whether the camera stands on the camera list: the list was not asked."),
    "author": _("Whether anybody signed a statement about the file: that was not asked."),
    "revocation_online": _(
        "Whether a signer’s certificate was revoked since: no authority was asked while the file was read."
    ),
    "lists_since": _("What today’s lists say of its signers: lists or refused signers changed after this check."),
    "ingredient_pixels": _(
        "The pictures of earlier steps: only what was signed about them is here, not they themselves."
    ),
    "credentials": _("Credentials: they could not be looked at."),
    "preview": _("How the file looks: nothing decoded it."),
    "claims": _("What the file claims about itself without a signature: it was not read."),
}
OTHER: Words = _("A part called “%(code)s”.")
READ_BY_TEAM: Words = _("the lists and records of %(team)s")
READ_BY_ALL: Words = _("what everybody may read")
