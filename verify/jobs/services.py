"""Changes to jobs. A job belongs to the worker that holds its lease; a lease that runs out gives it to another one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from verify.jobs import bell, kinds
from verify.jobs.models import Job, JobState
from verify.prepared_changes import PreparedChange
from verify.tallies.services import tally

log = structlog.get_logger("jobs")

# A file that ends two workers ends no third one.
ATTEMPTS = 2
# Longer than the largest film takes in the sandbox on a slow machine: beyond it a worker is stuck and loses its lease.
DEADLINE = timedelta(seconds=300)
# A store that is away is asked again this often, and for as long as any upload is held.
LATER = timedelta(seconds=5)
WAIT = timedelta(hours=1)
# An ended row explains nothing after an hour, and a task row nothing at all.
KEEP_ENDED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in a worker's hands; `attempt` fences: only the newest attempt may end the job."""

    id: uuid.UUID
    kind: str
    subject: str
    attempt: int


def lease() -> timedelta:
    """How long a worker may be silent before its jobs go to another one."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def job_add(*, kind: str, subject: str, folder: Path, priority: int = 0) -> Job:
    """Queue work on a subject and wake a worker; a live job on the same subject is kept instead.

    What has the higher `priority`, -100 to 100, is taken first; of equals, what has waited longest.
    """
    with transaction.atomic(using="jobs"):
        job, made = Job.objects.get_or_create(
            kind=kind,
            subject=subject,
            state__in=(JobState.QUEUED, JobState.RUNNING),
            defaults={"state": JobState.QUEUED},
        )
        if made:
            job_enqueue(job.pk, priority)
    bell.ring(folder)
    return job


def job_add_to_new(*, kind: str, subject: str, folder: Path, priority: int = 0) -> Job:
    """The same for a subject that was made just now, which nobody can have queued before: so nobody looks."""
    try:
        with transaction.atomic(using="jobs"):
            job = Job.objects.create(kind=kind, subject=subject, state=JobState.QUEUED)
            job_enqueue(job.pk, priority)
    except IntegrityError:  # but a sweep found it, where this process slept meanwhile
        return job_add(kind=kind, subject=subject, folder=folder, priority=priority)
    bell.ring(folder)
    return job


def job_enqueue(job_id: uuid.UUID, priority: int = 0, after: datetime | None = None) -> None:
    """Lay a task out that leads a worker to the job; one too many finds nothing to claim."""
    from verify.jobs.tasks import work

    work.using(priority=priority, run_after=after).enqueue(str(job_id))


CLAIMED: Final = PreparedChange(
    Job,
    lambda given: (
        Job.objects.filter(pk=given("id"), state=JobState.QUEUED),
        {"state": JobState.RUNNING, "attempts": F("attempts") + 1}
        | {name: given(name) for name in ("worker", "started", "heartbeat", "lease_until")},
    ),
)
ENDED: Final = PreparedChange(
    Job,
    lambda given: (
        Job.objects.filter(pk=given("id"), state=JobState.RUNNING, attempts=given("attempts")),
        {"state": given("state"), "subject": "", "finished": given("finished"), "lease_until": None},
    ),
)


def job_claim(job_id: uuid.UUID, *, worker: str, at: datetime) -> Claimed | None:
    """Take a queued job, or None where it is not to be had any more."""
    if not CLAIMED.make(id=job_id, worker=worker, started=at, heartbeat=at, lease_until=at + lease()):
        return None
    job = Job.objects.get(pk=job_id)
    return Claimed(job.pk, job.kind, job.subject, job.attempts)


def job_end(claimed: Claimed, *, state: JobState, at: datetime) -> bool:
    """End and scrub a job; False where its lease had gone to somebody else meanwhile."""
    return bool(ENDED.make(id=claimed.id, attempts=claimed.attempt, state=state, finished=at))


def job_again(claimed: Claimed) -> bool:
    """Put a job back for another attempt; False where it had no attempt left or was not ours any more."""
    mine = Job.objects.filter(pk=claimed.id, state=JobState.RUNNING, attempts=claimed.attempt)
    if claimed.attempt >= ATTEMPTS:
        return False
    with transaction.atomic(using="jobs"):
        back = mine.update(state=JobState.QUEUED, worker="", lease_until=None)
        if back:
            job_enqueue(claimed.id)
    return bool(back)


def job_later(claimed: Claimed, *, at: datetime) -> bool:
    """Put a job back whose ground is away, without counting the attempt; False once it has waited for too long."""
    young = Job.objects.filter(pk=claimed.id, state=JobState.RUNNING, attempts=claimed.attempt, created__gt=at - WAIT)
    with transaction.atomic(using="jobs"):
        back = young.update(state=JobState.QUEUED, worker="", lease_until=None, attempts=F("attempts") - 1)
        if back:
            job_enqueue(claimed.id, after=at + LATER)
    return bool(back)


def leases_renew(*, worker: str, at: datetime) -> int:
    """The heartbeat of a worker: it keeps what it works on, unless that takes longer than anything honest."""
    held = Job.objects.filter(worker=worker, state=JobState.RUNNING, started__gt=at - DEADLINE)
    return held.update(heartbeat=at, lease_until=at + lease())


def leases_sweep(*, at: datetime) -> int:
    """Take every job whose lease ran out from its silent worker: repeat it, or give it up after its last attempt."""
    lost = list(Job.objects.filter(state=JobState.RUNNING, lease_until__lt=at))
    for job in lost:
        claimed = Claimed(job.pk, job.kind, job.subject, job.attempts)
        log.warning("job lost its worker", job=str(job.pk), attempt=job.attempts)
        if not job_again(claimed):
            job_give_up(claimed, at=at)
    return len(lost)


def job_give_up(claimed: Claimed, *, at: datetime) -> None:
    """End a job without a result and let its subject say so."""
    if job_end(claimed, state=JobState.GONE, at=at):
        tally("jobs", f"{claimed.kind} gone")
        kinds.kind_of(claimed.kind).give_up(claimed.subject)


def jobs_prune(*, at: datetime) -> None:
    """Delete ended rows, and task rows left over by workers that died."""
    Job.objects.filter(state__in=(JobState.DONE, JobState.GONE), finished__lt=at - KEEP_ENDED).delete()
    DBTaskResult.objects.exclude(status="READY").filter(started_at__lt=at - 2 * DEADLINE).delete()
