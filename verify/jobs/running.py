"""One job from claim to end. Faults are ours: they are logged, repeated once and then given up, never a verdict."""

from __future__ import annotations

import os
import secrets
import uuid
from datetime import UTC, datetime

import structlog

from verify.jobs import kinds
from verify.jobs.models import JobState
from verify.jobs.services import Claimed, job_again, job_claim, job_end, job_give_up, job_later
from verify.tallies.services import tally

log = structlog.get_logger("jobs")

# Names this process in leases; random, so that a later process with the same number is another worker.
WORKER = f"{os.getpid()}-{secrets.token_hex(4)}"


def run_job(job_id: uuid.UUID) -> None:
    """Claim a job and do it; never raises, because the queue would keep the traceback."""
    claimed = job_claim(job_id, worker=WORKER, at=datetime.now(UTC))
    if claimed is None:
        return
    try:
        kinds.kind_of(claimed.kind).run(claimed.subject)
    except kinds.NotNow as away:
        log.warning("job waits for what it stands on", job=str(job_id), away=type(away).__name__)
        if not job_later(claimed, at=datetime.now(UTC)):
            job_give_up(claimed, at=datetime.now(UTC))
    except Exception:  # the last place before the queue: whatever happened is ours
        log.exception("job failed", job=str(job_id), attempt=claimed.attempt)
        _failed(claimed)
    else:
        if job_end(claimed, state=JobState.DONE, at=datetime.now(UTC)):
            tally("jobs", f"{claimed.kind} done")


def _failed(claimed: Claimed) -> None:
    if not job_again(claimed):
        job_give_up(claimed, at=datetime.now(UTC))
