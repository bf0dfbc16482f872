"""An archived post of a team, and its bytes. Nobody but the team learns its address."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from verify.archiving.limits import URL_CHARS
from verify.labels.models import OfTeam

# 128 random bits, as all public numbers here.
PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable name of one archive."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class ArchiveState(models.TextChoices):
    """`refused`: the address brought nothing, which says nothing about the post; `failed`: our fault."""

    WAITING = "waiting", "waiting"
    MADE = "made", "made"
    REFUSED = "refused", "refused"
    FAILED = "failed", "failed"


class Shot(models.TextChoices):
    """Whether a browser made a picture of the page."""

    NOT_ASKED = "not_asked", "not asked"
    MADE = "made", "made"
    NO_BROWSER = "no_browser", "no browser"
    FAILED = "failed", "failed"


class Archive(OfTeam):
    """`url` is what was asked for, `final_url` what it passed on to; `left_out` counts codes of what did not come."""

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    state = models.CharField(max_length=8, choices=ArchiveState.choices, default=ArchiveState.WAITING)
    url = models.CharField(max_length=URL_CHARS)
    final_url = models.CharField(max_length=URL_CHARS, blank=True)
    code = models.CharField(max_length=60, blank=True)
    params = models.JSONField(default=dict, blank=True)
    asked = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    received = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    pictures = models.PositiveSmallIntegerField(default=0)
    left_out = models.JSONField(default=dict, blank=True)
    shot = models.CharField(max_length=10, choices=Shot.choices, default=Shot.NOT_ASKED)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, person__isnull=True)
                | models.Q(organisation__isnull=True, person__isnull=False),
                name="an_archive_is_of_one_team",
            ),
            models.CheckConstraint(condition=models.Q(state__in=ArchiveState.values), name="archive_state_known"),
            models.CheckConstraint(condition=models.Q(shot__in=Shot.values), name="archive_shot_known"),
            models.CheckConstraint(
                condition=~models.Q(state="made") | (~models.Q(sha256="") & models.Q(received__isnull=False)),
                name="a_made_archive_has_its_digest",
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "-asked"), name="archives_by_organisation"),
            models.Index(fields=("person", "-asked"), name="archives_by_person"),
            models.Index(fields=("keep_until",), name="archives_by_end"),
        )

    def __str__(self) -> str:
        return f"archive {self.state}"


class ArchiveContent(models.Model):
    """The bytes, apart from the row that lists read; in the database, so that a backup has them too."""

    archive = models.OneToOneField(Archive, primary_key=True, on_delete=models.CASCADE, related_name="content")
    wacz = models.BinaryField()
    shot = models.BinaryField(default=b"", blank=True)

    def __str__(self) -> str:
        return "bytes of an archive"
