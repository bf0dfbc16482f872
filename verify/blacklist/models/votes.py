"""Votes: who may, who did, and what stations counted. How anybody voted is in no row that this server can open."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.blacklist.models.cases import CaseRow


class RoundRow(models.Model):
    """One vote with its seats, which the public act only commits to.

    `closed` is when no ballot was taken any more, `proven` when enough stations of the panel had signed one outcome.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    panel = models.JSONField()
    out = models.JSONField()
    apart = models.JSONField()
    salt = models.CharField(max_length=32)
    beacon = models.CharField(max_length=128, blank=True)
    closes = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    proven = models.DateTimeField(null=True)
    counted = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        app_label = "blacklist"
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_round_a_number"),)

    def __str__(self) -> str:
        return f"round {self.number} of {self.case_id}"


class BallotRow(models.Model):
    """The newest ballot of a seat in a round: as the wallet signed it, and its code sealed to the stations."""

    round = models.ForeignKey(RoundRow, on_delete=models.CASCADE, related_name="ballots")
    seat = models.PositiveSmallIntegerField()
    signed = models.TextField()
    sealed = models.TextField()
    cast = models.DateTimeField()

    class Meta:
        app_label = "blacklist"
        constraints = (models.UniqueConstraint(fields=("round", "seat"), name="one_ballot_a_seat"),)

    def __str__(self) -> str:
        return "ballot"


class OutcomeVote(models.Model):
    """What one station counted, signed."""

    round = models.ForeignKey(RoundRow, on_delete=models.CASCADE, related_name="outcomes")
    index = models.PositiveSmallIntegerField()
    outcome = models.TextField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        app_label = "blacklist"
        constraints = (models.UniqueConstraint(fields=("round", "index"), name="one_outcome_a_station"),)

    def __str__(self) -> str:
        return "counted by a station"


class SignedWord(models.Model):
    """What a wallet signed so that one maintainer cancels. Stations see it, the public does not."""

    act = models.PositiveBigIntegerField(primary_key=True)
    signed = models.TextField()

    class Meta:
        app_label = "blacklist"

    def __str__(self) -> str:
        return f"signed word for act {self.act}"
