"""Doors for content management systems, and what came through them lately."""

from __future__ import annotations

import secrets

from django.db import models

PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable name of one door."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class Webhook(models.Model):
    """One door of an organisation. Its secret is worked out from the installation's key and stands in no row."""

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    organisation_id = models.BigIntegerField()
    created = models.DateTimeField()
    closed = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "webhook"


class Delivery(models.Model):
    """One message, remembered so that it cannot be played again.

    `message` is a digest of the sender's own name of it; `held` names its links in quarantine until they are taken.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=64)
    held = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("webhook", "message"), name="one_delivery_a_message"),)
        indexes = (models.Index(fields=("at",)),)

    def __str__(self) -> str:
        return "delivery"
