"""Appeals: an owner shows the device by signing a challenge with it; who they are is asked nowhere."""

from __future__ import annotations

from django.db import models

from verify.blacklist.models.cases import CaseRow
from verify.blacklist.models.sizes import HEX_CHARS


class AppealState(models.TextChoices):
    """`proved`: the challenge was signed by some device; `matched`: stations say it is the one."""

    PROVING = "proving", "waits for the signed challenge"
    PROVED = "proved", "stations compare the device"
    MATCHED = "matched", "is being decided"
    OTHER = "not_the_device", "another device"
    UPHELD = "upheld", "upheld"
    DECLINED = "declined", "declined"
    TIMED_OUT = "timed_out", "won by default"
    ENDED = "ended", "what it was about has ended"


OPEN = (AppealState.PROVED, AppealState.MATCHED)


class Appeal(models.Model):
    """One appeal. `token` is the SHA-256 of the link that its owner has; `handle` stands for the proven key.

    `public` is the random name under which acts and stations know it.
    """

    token = models.CharField(primary_key=True, max_length=HEX_CHARS)
    public = models.CharField(max_length=HEX_CHARS, unique=True)
    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="appeals")
    challenge = models.CharField(max_length=HEX_CHARS)
    state = models.CharField(max_length=16, choices=AppealState.choices, default=AppealState.PROVING)
    handle = models.CharField(max_length=HEX_CHARS, blank=True)
    sealed = models.JSONField(default=list)
    opened = models.DateTimeField()
    proved = models.DateTimeField(null=True)
    by = models.DateTimeField()

    class Meta:
        app_label = "blacklist"
        constraints = (
            models.UniqueConstraint(
                fields=("handle",),
                condition=models.Q(state__in=("proved", "matched")),
                name="one_open_appeal_a_key",
            ),
        )

    def __str__(self) -> str:
        return f"appeal ({self.state})"


class MatchVote(models.Model):
    """What one station says of the device that an appeal showed."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="matches")
    index = models.PositiveSmallIntegerField()
    matches = models.BooleanField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        app_label = "blacklist"
        constraints = (models.UniqueConstraint(fields=("appeal", "index"), name="one_match_a_station"),)

    def __str__(self) -> str:
        return "compared by a station"


class AppealWords(models.Model):
    """What an owner wants to tell the panel, sealed to the stations."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="words")
    sealed = models.TextField()
    said = models.DateTimeField()

    class Meta:
        app_label = "blacklist"

    def __str__(self) -> str:
        return "sealed words"
