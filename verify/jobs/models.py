"""One job: work on one subject, leased to one worker at a time."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class JobState(models.TextChoices):
    """Where a job stands; `gone` means given up after its last attempt."""

    QUEUED = "queued", "queued"
    RUNNING = "running", "running"
    DONE = "done", "done"
    GONE = "gone", "given up"


class Job(models.Model):
    """`subject` names what the work is about and is erased when the job ends; nothing else personal is ever here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    started = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False),
                name="running_job_has_a_lease",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("done", "gone")) | models.Q(subject=""), name="ended_job_is_scrubbed"
            ),
            models.UniqueConstraint(
                fields=("kind", "subject"),
                condition=models.Q(state__in=("queued", "running")),
                name="one_live_job_a_subject",
            ),
        )
        indexes = (models.Index(fields=("state", "lease_until")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
