"""One trial: which lists, whose checks, and counts; no check is named in it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from verify.accounts.models import Organisation

PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable number of one trial."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class TrialState(models.TextChoices):
    """`failed` says nothing about any check: try again."""

    QUEUED = "queued", "queued"
    DONE = "done", "done"
    FAILED = "failed", "failed"


class Trial(models.Model):
    """`wanted` are the choices tried, as `[name, own, how, version]`; `whole` where they are the installation's.

    `moves` are `[before, after, count]` by headline code; `alike` of the checks were judged from what is stored,
    because lists play no part in them or are the same; `untried` have no file any more. `ended`: time was over first.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    whole = models.BooleanField(default=False)
    wanted = models.JSONField()
    state = models.CharField(max_length=10, choices=TrialState.choices, default=TrialState.QUEUED)
    moves = models.JSONField(default=list)
    anew = models.PositiveIntegerField(default=0)
    alike = models.PositiveIntegerField(default=0)
    untried = models.PositiveIntegerField(default=0)
    ended = models.BooleanField(default=False)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("created",)),)

    def __str__(self) -> str:
        return f"trial {self.state}"
