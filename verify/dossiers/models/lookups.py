"""What a team looked up, where the team asked for such a history: off unless somebody turned it on."""

from __future__ import annotations

from django.db import models

from verify.dossiers.models.dossiers import of_one_team, somebody
from verify.labels.models import OfTeam


class LookupHistory(OfTeam):
    """That a team keeps a history, and for how many days; without a row nothing is kept."""

    days = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    by = somebody()

    class Meta:
        constraints = (
            of_one_team("a_history_is_of_one_team"),
            models.UniqueConstraint(fields=("organisation",), name="one_history_an_organisation"),
            models.UniqueConstraint(fields=("person",), name="one_history_a_person"),
        )

    def __str__(self) -> str:
        return f"history of {self.days} days"


class Lookup(OfTeam):
    """One look-up: of a check its number, of anything else what was typed. Links that were looked up are never here."""

    at = models.DateTimeField()
    by = somebody()
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=80, blank=True)
    verification = models.CharField(max_length=22, blank=True)
    headline = models.CharField(max_length=60, blank=True)
    forget_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (of_one_team("a_lookup_is_of_one_team"),)
        indexes = (models.Index(fields=("forget_at",)),)

    def __str__(self) -> str:
        return f"look-up by {self.kind}"
