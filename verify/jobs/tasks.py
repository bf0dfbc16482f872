"""The one task of the queue: its only argument is the id of a job row."""

from __future__ import annotations

import uuid

from django_tasks import task

from verify.jobs.running import run_job


@task()
def work(job_id: str) -> None:
    """Do the job with this id, if it still waits."""
    run_job(uuid.UUID(job_id))
