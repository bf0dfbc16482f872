"""Claims of keys, delegations and revocations: whose key it is, who may sign for whom, and what ended."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.authors.models.principals import Principal
from verify.authors.models.signed import ADDRESS_CHARS, HEX_CHARS, SignedMessage


class KeyClaimRow(SignedMessage):
    """A key said that it is a principal's, and which of their keys it replaces.

    Its Key row is made once the signature holds: nobody takes an address by naming it.
    """

    principal = models.ForeignKey(Principal, null=True, on_delete=models.SET_NULL, related_name="key_claims")
    replaces = models.CharField(max_length=ADDRESS_CHARS, blank=True)
    desk = models.BooleanField(default=False)

    class Meta:
        app_label = "authors"


class DelegationRow(SignedMessage):
    """An organisation's key lets a delegate's key sign for it; `struct_hash` is how statements name it.

    `revoked` is the moment from which it no longer counts, `revocation` what said so.
    """

    struct_hash = models.CharField(max_length=HEX_CHARS, unique=True)
    principal = models.ForeignKey(Principal, null=True, on_delete=models.SET_NULL, related_name="delegations")
    organisation = models.CharField(max_length=ADDRESS_CHARS)
    delegate = models.CharField(max_length=ADDRESS_CHARS, db_index=True)
    scopes = models.JSONField(default=list)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    reason = models.CharField(max_length=12, blank=True)
    revocation = models.ForeignKey(SignedMessage, null=True, on_delete=models.SET_NULL, related_name="ends_delegations")

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        app_label = "authors"


class RevocationRow(SignedMessage):
    """Something ended at `effective`: a key, a delegation or a consent, whose address or struct hash is `target`.

    Without a signer it was said by an account that could show a second factor, because the key was lost.
    """

    subject = models.CharField(max_length=10)
    target = models.CharField(max_length=HEX_CHARS, db_index=True)
    effective = models.DateTimeField()
    reason = models.CharField(max_length=12)

    class Meta:
        verbose_name = _("end of a key or delegation")
        verbose_name_plural = _("ends of keys and delegations")
        app_label = "authors"
