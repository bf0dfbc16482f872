"""Questions about jobs."""

from __future__ import annotations

from verify.jobs.models import Job, JobState


def live_subjects(kind: str) -> set[str]:
    """The subjects that somebody works on or will."""
    live = Job.objects.filter(kind=kind, state__in=(JobState.QUEUED, JobState.RUNNING))
    return set(live.values_list("subject", flat=True))
