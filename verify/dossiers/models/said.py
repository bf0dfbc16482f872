"""What people found by looking for themselves: from a fixed list, with a sentence, by whom, and never edited."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.dossiers.limits import WHY_CHARS, WORDS_CHARS
from verify.dossiers.models.dossiers import Dossier, Item, new_public_id, somebody


class Subject(models.TextChoices):
    """What was looked into."""

    PLACE = "place", _("place")
    SHADOWS = "shadows", _("time of day and shadows")
    WEATHER = "weather", _("weather")
    SOURCES = "sources", _("sources spoken to")
    REVERSE_SEARCH = "reverse", _("reverse search")
    LANGUAGE = "language", _("language and signs")
    OTHER = "other", _("something else")


class Outcome(models.TextChoices):
    """What came of it. It is about what is claimed, and never a verdict on the file."""

    FITS = "fits", _("fits what is claimed")
    DOES_NOT_FIT = "not_fit", _("does not fit what is claimed")
    OPEN = "open", _("could not be determined")


class HumanFinding(models.Model):
    """One finding of a person about one file, `sha256`.

    `document` is what was published, byte by byte (canonical JSON), and `statement` the number of what the desk's key
    signed about it, empty where nobody signed. `named` says that the person agreed to be named beside the organisation.
    The database refuses to change what was said (migration 0002).
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="said")
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="said")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=Subject.choices)
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    words = models.CharField(max_length=WORDS_CHARS)
    at = models.DateTimeField()
    by = somebody()
    named = models.BooleanField(default=False)
    published = models.DateTimeField(null=True)
    published_by = somebody()
    document = models.TextField(blank=True)
    statement = models.CharField(max_length=64, blank=True)
    taken_back = models.DateTimeField(null=True)
    taken_back_by = somebody()
    taken_back_why = models.CharField(max_length=WHY_CHARS, blank=True)
    hidden = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=Subject.values), name="human_finding_kind_known"),
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="human_finding_outcome_known"),
            models.CheckConstraint(
                condition=models.Q(published__isnull=True, document="", statement="")
                | (models.Q(published__isnull=False) & ~models.Q(document="")),
                name="exactly_the_published_have_a_document",
            ),
        )
        indexes = (models.Index(fields=("sha256", "published")),)

    def __str__(self) -> str:
        return f"human finding: {self.kind}"

    @property
    def stands(self) -> bool:
        return self.taken_back is None

    @property
    def is_read(self) -> bool:
        """Whether its words are shown to those who may read it."""
        return self.stands and self.hidden is None
