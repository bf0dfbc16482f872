"""Consents as they were signed, and what became of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.authors.models import SignedMessage
from verify.authors.models.signed import ADDRESS_CHARS, HEX_CHARS


class ConsentRow(SignedMessage):
    """One consent; `struct_hash` is how a revocation names it, and copies with other signatures share it.

    What it says lies in `body` alone and can be erased. `content` is the SHA-256 of its work or the id of its campaign,
    in hex, by which it is found. `revoked` is the moment from which it no longer counts, `revocation` what said so.
    """

    struct_hash = models.CharField(max_length=HEX_CHARS, db_index=True)
    content = models.CharField(max_length=HEX_CHARS, blank=True, db_index=True)
    grantee = models.CharField(max_length=ADDRESS_CHARS, blank=True)
    revoked = models.DateTimeField(null=True)
    reason = models.CharField(max_length=12, blank=True)
    revocation = models.ForeignKey(SignedMessage, null=True, on_delete=models.SET_NULL, related_name="ends_consents")

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        app_label = "consents"
