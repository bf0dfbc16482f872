"""Somebody says that something public is not right, and its owner answers; both stand beside it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.accounts.models import Organisation
from verify.contested.limits import ANSWER_CHARS, DISPUTE_CHARS, LINK_CHARS
from verify.contested.models.things import Kind
from verify.dossiers.models.dossiers import new_public_id, somebody


class Reason(models.TextChoices):
    """What somebody says is not right. None of them accuses anybody."""

    TIME = "time", _("the time or the place is another one")
    WORK = "work", _("it is another work than it is said to be")
    AUTHOR = "author", _("somebody else made it")
    CONTEXT = "context", _("something that belongs to it is left out")
    RIGHTS = "rights", _("somebody who is shown, or whose work it is, does not agree")
    MISTAKE = "mistake", _("a slip: a name, a number, a link")
    OTHER = "other", _("something else")


class Answer(models.TextChoices):
    """What the owner answered."""

    ACCEPTED = "accepted", _("accepted, with a correction")
    REJECTED = "rejected", _("not accepted, with a reason")


def _party(model: object) -> models.ForeignKey:
    return models.ForeignKey(model, null=True, on_delete=models.SET_NULL, related_name="+")  # type: ignore[arg-type]


class Dispute(models.Model):
    """One dispute about the thing `kind` and `about`, whose owner is `of_organisation` or `of_person`.

    `named` says that who filed it agreed to be named. The database refuses to change what was said.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    about = models.CharField(max_length=22)
    of_organisation = _party(Organisation)
    of_person = _party(settings.AUTH_USER_MODEL)
    by = somebody()
    by_organisation = _party(Organisation)
    named = models.BooleanField(default=False)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    words = models.CharField(max_length=DISPUTE_CHARS)
    link = models.CharField(max_length=LINK_CHARS, blank=True)
    filed = models.DateTimeField()
    taken_back = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answer_words = models.CharField(max_length=ANSWER_CHARS, blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = somebody()

    class Meta:
        ordering = ("filed", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=(Kind.RECORD, Kind.FINDING, Kind.PAGE)), name="dispute_kind_known"
            ),
            models.CheckConstraint(condition=models.Q(reason__in=Reason.values), name="dispute_reason_known"),
            models.CheckConstraint(
                condition=models.Q(answered=None, answer="", answer_words="")
                | (models.Q(answered__isnull=False, answer__in=Answer.values) & ~models.Q(answer_words="")),
                name="an_answer_has_words",
            ),
            models.UniqueConstraint(
                fields=("kind", "about", "by"),
                condition=models.Q(answered=None, taken_back=None),
                name="one_open_dispute_of_a_person",
            ),
        )
        indexes = (models.Index(fields=("kind", "about")),)

    def __str__(self) -> str:
        return f"dispute: {self.reason}"

    @property
    def is_open(self) -> bool:
        return self.answered is None and self.taken_back is None
