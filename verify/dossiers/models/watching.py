"""What a team watches, and what there is to tell of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.dossiers.models.dossiers import Dossier, Item, of_one_team, somebody
from verify.labels.models import OfTeam


class Watch(models.Model):
    """`seen` is what the answer said when it was looked at last, as codes and numbers of open records."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="watch")
    created = models.DateTimeField()
    by = somebody()
    mail = models.BooleanField(default=False)
    seen = models.JSONField(default=dict)
    looked = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("looked",)),)

    def __str__(self) -> str:
        return "watch"


class NewsKind(models.TextChoices):
    """What can be told."""

    AGAIN = "again", _("The same file was checked again by your team")
    ALIKE = "alike", _("A file that resembles it was checked by your team")
    RECORD = "record", _("Exactly these bytes were put on record openly")
    CAMERA = "camera", _("The camera list now says something about it")
    KEY = "key", _("A key or a signer behind it was ended or refused")
    OBJECTION = "objection", _("An objection to it was upheld")
    FINAL = "final", _("An anchor over a record of it became final")
    ANSWER = "answer", _("The answer has another first sentence now")


class News(OfTeam):
    """One thing to tell a team; `once` keeps it from being told twice. `read_by` is who took note of it first."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="news")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="news")
    kind = models.CharField(max_length=10, choices=NewsKind.choices)
    params = models.JSONField(default=dict)
    once = models.CharField(max_length=120)
    at = models.DateTimeField()
    read = models.DateTimeField(null=True)
    read_by = somebody()

    class Meta:
        ordering = ("-id",)
        constraints = (
            of_one_team("news_are_of_one_team"),
            models.CheckConstraint(condition=models.Q(kind__in=NewsKind.values), name="news_kind_known"),
            models.UniqueConstraint(fields=("item", "once"), name="news_are_told_once"),
        )
        indexes = (models.Index(fields=("at",)),)

    def __str__(self) -> str:
        return f"news: {self.kind}"
