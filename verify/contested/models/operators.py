"""What operators took out of display, and showed again: a trail that nobody changes or deletes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.contested.limits import NOTE_CHARS
from verify.contested.models.things import Kind
from verify.dossiers.models.dossiers import somebody


class Did(models.TextChoices):
    """What was done."""

    HID = "hid", _("took out of display")
    SHOWED = "showed", _("showed again")


class Why(models.TextChoices):
    """The reasons that the public reads."""

    PERSONAL = "personal", _("it tells personal data of somebody")
    ABUSE = "abuse", _("it insults or threatens somebody")
    LAW = "law", _("the law forbids it, or a court ordered it")
    SPAM = "spam", _("it has nothing to do with the matter")
    MISTAKE = "mistake", _("it had been taken out by mistake")


class OperatorAct(models.Model):
    """Who did what, when and why; `words` are for operators alone, everything else is public but the name."""

    at = models.DateTimeField()
    by = somebody()
    did = models.CharField(max_length=6, choices=Did.choices)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    about = models.CharField(max_length=22)
    why = models.CharField(max_length=8, choices=Why.choices)
    words = models.CharField(max_length=NOTE_CHARS, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=models.Q(did__in=Did.values), name="operator_act_known"),
            models.CheckConstraint(condition=models.Q(why__in=Why.values), name="operator_reason_known"),
        )
        indexes = (models.Index(fields=("kind", "about")),)

    def __str__(self) -> str:
        return f"operator {self.did}"
