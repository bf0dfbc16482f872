"""The desk keys of organisations and what they were asked to sign; the keys themselves are the signer's files."""

from __future__ import annotations

import secrets

from django.db import models

REQUEST_BYTES = 16


def new_request_id() -> str:
    """Make the unguessable name of one request, 32 hex digits."""
    return secrets.token_hex(REQUEST_BYTES)


class DeskRequestState(models.TextChoices):
    """`asked`: the signer has not looked yet; it signs or refuses a request once."""

    ASKED = "asked", "asked"
    SIGNED = "signed", "signed"
    REFUSED = "refused", "refused"


class DeskKey(models.Model):
    """The address of an organisation's desk key, `0x` and lower-case hex, written by the signer for everybody else."""

    organisation_id = models.BigIntegerField(primary_key=True)
    address = models.CharField(max_length=42, unique=True)
    created = models.DateTimeField()

    def __str__(self) -> str:
        return "desk key"


class DeskRequest(models.Model):
    """One message that a member, who showed a second factor at `stepped_up`, wants the desk's key to sign.

    `message` is the EIP-712 message as JSON and goes once the request has ended; `code` says why it was refused.
    """

    id = models.CharField(primary_key=True, max_length=32, default=new_request_id, editable=False)
    organisation_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    type = models.CharField(max_length=12)
    message = models.JSONField(null=True)
    stepped_up = models.DateTimeField()
    created = models.DateTimeField()
    state = models.CharField(max_length=8, choices=DeskRequestState.choices, default=DeskRequestState.ASKED)
    code = models.CharField(max_length=40, blank=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="asked", ended__isnull=True)
                | models.Q(state__in=("signed", "refused"), ended__isnull=False, message__isnull=True),
                name="an_ended_desk_request_is_scrubbed",
            ),
        )
        indexes = (models.Index(fields=("organisation_id", "ended")),)

    def __str__(self) -> str:
        return f"desk request {self.state}"
