"""A page about a contested recording: a draft that its team works on, and versions that nobody edits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.contested.limits import (
    CHANGED_CHARS,
    CLAIM_CHARS,
    LINK_CHARS,
    NAME_CHARS,
    NOTE_CHARS,
    SHOWN_CHARS,
)
from verify.dossiers.limits import TITLE_CHARS
from verify.dossiers.models import Dossier, HumanFinding, Item
from verify.dossiers.models.dossiers import new_public_id, of_one_team, somebody
from verify.labels.models import OfTeam


class ContestedPage(OfTeam):
    """What stands in the draft; `claim` is what is said against the recording, by whom and where.

    The page outlives its dossier: a published version holds all that it shows. `withdrawn` ends it, with a reason that
    stays readable.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    dossier = models.ForeignKey(Dossier, null=True, on_delete=models.SET_NULL, related_name="contested")
    title = models.CharField(max_length=TITLE_CHARS)
    claim = models.CharField(max_length=CLAIM_CHARS, blank=True)
    claim_by = models.CharField(max_length=NAME_CHARS, blank=True)
    claim_link = models.CharField(max_length=LINK_CHARS, blank=True)
    shown = models.CharField(max_length=SHOWN_CHARS, blank=True)
    not_shown = models.CharField(max_length=SHOWN_CHARS, blank=True)
    created = models.DateTimeField()
    created_by = somebody()
    changed = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = somebody()
    withdrawn_why = models.CharField(max_length=CHANGED_CHARS, blank=True)

    class Meta:
        ordering = ("created", "id")
        constraints = (
            of_one_team("a_contested_page_is_of_one_team"),
            models.CheckConstraint(
                condition=models.Q(withdrawn=None) | ~models.Q(withdrawn_why=""), name="withdrawn_with_a_reason"
            ),
        )

    def __str__(self) -> str:
        return "contested page"


class Side(models.TextChoices):
    """Where a piece stands; the words judge neither."""

    OWN = "own", _("stands with the recording")
    RIVAL = "rival", _("claims the same or an earlier work")


class PieceKind(models.TextChoices):
    """What can stand on a page."""

    CHECK = "check", _("a check")
    RECORD = "record", _("a record")
    STATEMENT = "statement", _("a signed statement")
    FINDING = "finding", _("a published finding")
    ELSEWHERE = "elsewhere", _("something said elsewhere")


class Piece(models.Model):
    """One thing on a page: a check of the dossier, a published finding, or by number a record or statement.

    `opened` says that somebody who decides agreed to make public with it what was not public before.
    """

    page = models.ForeignKey(ContestedPage, on_delete=models.CASCADE, related_name="pieces")
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.OWN)
    kind = models.CharField(max_length=9, choices=PieceKind.choices)
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="+")
    finding = models.ForeignKey(HumanFinding, null=True, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=64, blank=True)
    said_by = models.CharField(max_length=NAME_CHARS, blank=True)
    link = models.CharField(max_length=LINK_CHARS, blank=True)
    words = models.CharField(max_length=NOTE_CHARS, blank=True)
    opened = models.BooleanField(default=False)
    added = models.DateTimeField()
    added_by = somebody()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="piece_side_known"),
            models.CheckConstraint(condition=models.Q(kind__in=PieceKind.values), name="piece_kind_known"),
        )

    def __str__(self) -> str:
        return f"piece: {self.kind}"


class Version(models.Model):
    """What was published, byte by byte (canonical JSON), with its SHA-256; the database refuses to change it.

    `record` is the number of the open record that dates it, `statement` that of what signs it, empty where nobody did.
    """

    page = models.ForeignKey(ContestedPage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    published = models.DateTimeField()
    published_by = somebody()
    changed = models.CharField(max_length=CHANGED_CHARS, blank=True)
    record = models.CharField(max_length=22, blank=True)
    statement = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("page", "number"), name="versions_of_a_page_by_number"),)

    def __str__(self) -> str:
        return f"version {self.number}"
