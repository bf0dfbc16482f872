"""What operators do about jobs: hand one to another worker, or give it up. A job that ended holds nothing to repeat."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from verify.audit.services import note
from verify.jobs.models import Job, JobState
from verify.jobs.services import Claimed, job_enqueue, job_give_up


class NotNow(Exception):
    """This job is not in a state in which that can be done; its text says which."""


def job_retry(job: Job, *, at: datetime) -> None:
    """Queue a waiting job anew, or one whose worker is silent; raises NotNow.

    An attempt that a silent worker began stays counted: what ends two workers ends no third one.
    """
    with transaction.atomic(using="jobs"):
        waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(worker="")
        lost = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, lease_until__lt=at)
        if not waiting and not lost.update(state=JobState.QUEUED, worker="", lease_until=None):
            raise NotNow("A worker is at it, or it has ended: an ended job holds nothing that could be done again.")
        job_enqueue(job.pk)
    note("job.retried", about="job", subject=job.pk, kind=job.kind)


def job_cancel(job: Job, *, at: datetime) -> None:
    """Give a job up that no worker has begun, and let its subject say so; raises NotNow."""
    with transaction.atomic(using="jobs"):
        taken = Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(
            state=JobState.RUNNING, worker="an operator", lease_until=at
        )
    if not taken:
        raise NotNow("A worker is at it, or it has ended: only what waits can be given up.")
    job_give_up(Claimed(job.pk, job.kind, job.subject, job.attempts), at=at)
    note("job.cancelled", about="job", subject=job.pk, kind=job.kind)
