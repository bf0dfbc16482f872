"""What ties recorded works of one team to one camera, unreadable in this store; and copies that tie less."""

from __future__ import annotations

from django.db import models

from provenance.publication.types import History
from verify.linking.marks import SALT_BYTES, TAG_BYTES, Way


class LinkMark(models.Model):
    """One mark of one recorded work; `scope` is the team whose works are compared with each other.

    Two marks of one camera share nothing: each has its own salt. Whether a mark is of a camera can be seen only by who
    has that camera's handle, and no handle is stored.
    """

    record_id = models.CharField(max_length=22)
    scope = models.CharField(max_length=24)
    way = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Way])
    salt = models.BinaryField(max_length=SALT_BYTES)
    tag = models.BinaryField(max_length=TAG_BYTES)

    class Meta:
        indexes = (models.Index(fields=("scope", "way")), models.Index(fields=("record_id",)))

    def __str__(self) -> str:
        return "mark of a recorded work"


class CopyState(models.TextChoices):
    """`refused`: none can be made, and `code` says why."""

    WAITING = "waiting", "waiting"
    MADE = "made", "made"
    REFUSED = "refused", "refused"


class PublicationCopy(models.Model):
    """One copy that was asked for; its bytes lie beside the held file and die with it."""

    HISTORIES = tuple((one.value, one.value) for one in History)

    verification_id = models.CharField(max_length=22, unique=True)
    state = models.CharField(max_length=8, choices=CopyState.choices, default=CopyState.WAITING)
    history = models.CharField(max_length=9, choices=HISTORIES)
    code = models.CharField(max_length=20, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    redacted = models.JSONField(default=list, blank=True)
    asked = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("asked",)),)

    def __str__(self) -> str:
        return f"publication copy: {self.state}"
