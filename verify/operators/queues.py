"""What waits, what is in work, what was given up; and what an operator can set going again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Min, Q

from verify.audit.services import note
from verify.jobs.models import Job, JobState
from verify.jobs.operating import NotNow, job_retry
from verify.webhooks.models import Delivery, Subscription

OLD: Final = timedelta(minutes=10)
"""A job that has waited so long wants a worker, or lost its task."""

AT_ONCE: Final = 100
"""Jobs that one press of the button sets going; each leaves a row."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One kind of job; `lost` ones have a worker that is silent, `given_up` counts those of the last hour."""

    kind: str
    waiting: int
    running: int
    lost: int
    given_up: int
    oldest: datetime | None
    is_old: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """Messages to others."""

    waiting: int
    dead: int
    disabled: int
    oldest: datetime | None


def queues(at: datetime) -> tuple[Queue, ...]:
    """Every kind of which there is a row."""
    queued, running = Q(state=JobState.QUEUED), Q(state=JobState.RUNNING)
    rows = Job.objects.values("kind").annotate(
        waiting=Count("pk", filter=queued),
        running=Count("pk", filter=running & Q(lease_until__gte=at)),
        lost=Count("pk", filter=running & Q(lease_until__lt=at)),
        given_up=Count("pk", filter=Q(state=JobState.GONE)),
        oldest=Min("created", filter=queued),
    )
    return tuple(
        Queue(**row, is_old=row["oldest"] is not None and at - row["oldest"] > OLD) for row in rows.order_by("kind")
    )


def owed() -> Owed:
    """What is on its way to others, or was given up."""
    waiting = Delivery.objects.filter(due__isnull=False)
    return Owed(
        waiting.count(),
        Delivery.objects.filter(dead__isnull=False).count(),
        Subscription.objects.exclude(disabled=None).count(),
        waiting.aggregate(oldest=Min("created"))["oldest"],
    )


def stuck_again(kind: str, *, at: datetime) -> int:
    """Queue anew what of this kind waits for too long or lost its worker; returns how many."""
    stuck = Q(state=JobState.QUEUED, created__lt=at - OLD) | Q(state=JobState.RUNNING, lease_until__lt=at)
    rows = list(Job.objects.filter(stuck, kind=kind).order_by("created")[:AT_ONCE])
    done = sum(_again(job, at) for job in rows)
    note("queue.set_going", about="queue", subject=kind, jobs=done)
    return done


def _again(job: Job, at: datetime) -> bool:
    try:
        job_retry(job, at=at)
    except NotNow:
        return False
    return True
