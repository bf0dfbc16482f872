"""What is known of recorded works that resemble a file, and which records of this site are in the fingerprint index."""

from __future__ import annotations

from django.db import models

from verify.index.types import How


class IndexState(models.TextChoices):
    """`waiting`: wanted, and tried again while the file is held; `leaving`: gone for every reader, being taken out."""

    WAITING = "waiting", "waiting"
    INDEXED = "indexed", "indexed"
    LEAVING = "leaving", "leaving"


class IndexedWork(models.Model):
    """A record whose medium is to be found by its fingerprints, with what its owner allows; no fingerprint is in here.

    `subject` is its name in the index and `record_id` a plain value. `held` names the file in quarantine until its
    fingerprints are in the index. `bindings` are keyed handles of what the steps of its intact chain bind, newest
    first; `captured` says that a listed camera signed exactly these bytes. Of what is `received` codes and the small
    picture were sent in place of the medium: nobody here looked at that picture, so that no other reader is shown it.
    """

    subject = models.CharField(primary_key=True, max_length=64)
    record_id = models.CharField(max_length=22)
    scope = models.CharField(max_length=32, blank=True)
    recorder = models.CharField(max_length=32)
    state = models.CharField(max_length=8, choices=IndexState.choices, default=IndexState.WAITING)
    item = models.BigIntegerField(null=True)
    held = models.CharField(max_length=32, blank=True)
    comparable = models.BooleanField()
    showable = models.BooleanField()
    bindings = models.JSONField(default=list, blank=True)
    captured = models.BooleanField(default=False)
    received = models.BooleanField(default=False)
    created = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=IndexState.values), name="index_state_known"),
            models.CheckConstraint(
                condition=models.Q(comparable=True) | models.Q(showable=False), name="what_is_shown_is_compared"
            ),
            models.CheckConstraint(
                condition=models.Q(received=False) | models.Q(showable=False), name="what_is_received_is_not_shown"
            ),
        )
        indexes = (models.Index(fields=("record_id",)), models.Index(fields=("state", "created")))

    def __str__(self) -> str:
        return f"work {self.state}"


class FoundLikeness(models.Model):
    """One recorded work that resembled a file when it was checked; dies with the check, and with the record.

    `comparison` is the plain form of a `provenance.comparison` without its heat, which is a picture and kept apart.
    """

    verification = models.ForeignKey("cases.Verification", on_delete=models.CASCADE, related_name="likenesses")
    subject = models.CharField(max_length=64)
    record_id = models.CharField(max_length=22)
    how = models.PositiveSmallIntegerField(choices=[(how.value, how.name.lower()) for how in How])
    distance = models.PositiveSmallIntegerField(null=True)
    votes = models.PositiveIntegerField()
    medium = models.CharField(max_length=8)
    comparison = models.JSONField()
    relation = models.CharField(max_length=8, blank=True)
    heat = models.BinaryField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("verification", "subject"), name="one_likeness_a_work"),)
        indexes = (models.Index(fields=("record_id",)),)

    def __str__(self) -> str:
        return "likeness"
