"""Statements: what somebody says about one work."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from verify.authors.models.principals import Principal
from verify.authors.models.signed import ADDRESS_CHARS, HEX_CHARS, SignedMessage


class StatementRow(SignedMessage):
    """One statement. `content` is hex: the SHA-256 of an open one, a commitment that says nothing of a sealed one.

    `principal` is whose key signed, if anybody claimed it; `organisation` and `delegation` are the address and the
    struct hash that the statement names, empty where it names none. `on_behalf_of` is the member for whom the desk's
    key signed: told to the team alone unless `member_named`. `about` is the statement that this one corrects or
    retracts; `retracted_by` and `corrected_by` are the newest of its own party that speak about this one.
    """

    act = models.CharField(max_length=8)
    role = models.CharField(max_length=10)
    content = models.CharField(max_length=HEX_CHARS, blank=True, db_index=True)
    content_form = models.CharField(max_length=10)
    source = models.CharField(max_length=2048, blank=True, db_index=True)
    principal = models.ForeignKey(Principal, null=True, on_delete=models.SET_NULL, related_name="statements")
    organisation = models.CharField(max_length=ADDRESS_CHARS, blank=True)
    delegation = models.CharField(max_length=HEX_CHARS, blank=True)
    stated = models.DateTimeField()
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    member_named = models.BooleanField(default=False)
    about = models.CharField(max_length=HEX_CHARS, blank=True, db_index=True)
    retracted_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="retracts")
    corrected_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="corrects")

    class Meta:
        app_label = "authors"
