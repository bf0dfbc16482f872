"""A dossier: checks that belong together, where the work on them stands, notes, tags, and who did what."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.cases.models import Verification
from verify.dossiers.limits import NOTE_CHARS, TAG_CHARS, TITLE_CHARS
from verify.labels.models import OfTeam

# 128 random bits, as all public numbers here.
PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable name of one dossier or finding."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


def somebody() -> models.ForeignKey:
    """Who did it; a person whose account is gone did it all the same."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")


def of_one_team(name: str) -> models.CheckConstraint:
    """An organisation's or a person's, never both and never nobody's."""
    one = models.Q(organisation__isnull=False, person__isnull=True)
    return models.CheckConstraint(condition=one | models.Q(organisation__isnull=True, person__isnull=False), name=name)


class Status(models.TextChoices):
    """Where the work on a dossier stands. None of them says anything about a file."""

    OPEN = "open", _("open")
    WAITING = "waiting", _("waiting for somebody")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class Dossier(OfTeam):
    """`status_by` and `status_at` say who set the status last; the trail has all of it. `changed` orders the desk."""

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    title = models.CharField(max_length=TITLE_CHARS)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    status_at = models.DateTimeField()
    status_by = somebody()
    created = models.DateTimeField()
    created_by = somebody()
    changed = models.DateTimeField()

    class Meta:
        constraints = (
            of_one_team("a_dossier_is_of_one_team"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="dossier_status_known"),
        )
        indexes = (
            models.Index(fields=("organisation", "-changed")),
            models.Index(fields=("person", "-changed")),
        )

    def __str__(self) -> str:
        return f"dossier {self.status}"

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED


class Tag(models.Model):
    """One word by which a dossier is found."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=TAG_CHARS)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("dossier", "name"), name="a_tag_stands_once"),)
        indexes = (models.Index(fields=("name",)),)

    def __str__(self) -> str:
        return "tag"


class Item(models.Model):
    """One check in a dossier; `sha256` is of the file, empty where none is known."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="in_dossiers")
    sha256 = models.CharField(max_length=64, blank=True)
    added = models.DateTimeField()
    added_by = somebody()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("dossier", "verification"), name="a_check_stands_once"),)
        indexes = (models.Index(fields=("sha256",)),)

    def __str__(self) -> str:
        return "item of a dossier"


class Note(models.Model):
    """Plain text for the team; it is never edited, and can be taken out."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField(max_length=NOTE_CHARS)
    at = models.DateTimeField()
    by = somebody()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return "note"


class ActKind(models.TextChoices):
    """What can be done with a dossier."""

    OPENED = "opened", _("opened the dossier")
    RENAMED = "renamed", _("gave it another title")
    STATUS = "status", _("set the status")
    TAGGED = "tagged", _("set the tags")
    ADDED = "added", _("added checks")
    REMOVED = "removed", _("took a check out")
    NOTED = "noted", _("wrote a note")
    UNNOTED = "unnoted", _("took a note out")
    SAID = "said", _("said what they found")
    PUBLISHED = "published", _("published a finding")
    TAKEN_BACK = "taken_back", _("took a finding back")
    SHARED = "shared", _("made a link for strangers")
    UNSHARED = "unshared", _("ended a link")
    WATCHED = "watched", _("asked to be told of news")
    UNWATCHED = "unwatched", _("stopped asking for news")
    PAGE_BEGUN = "page_begun", _("began a page about a contested recording")
    PAGE_OPENED = "page_opened", _("agreed to make public what was not")
    PAGE_OUT = "page_out", _("published a version of a page")
    PAGE_BACK = "page_back", _("withdrew a page")


class Act(models.Model):
    """One line of the trail. The database refuses to change it (migration 0002); it goes with its dossier alone."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="acts")
    at = models.DateTimeField()
    by = somebody()
    kind = models.CharField(max_length=12, choices=ActKind.choices)
    params = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=models.Q(kind__in=ActKind.values), name="act_kind_known"),)

    def __str__(self) -> str:
        return f"act: {self.kind}"
