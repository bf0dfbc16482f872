"""What time passes by: files after an hour, reports after a day, verifications that lost their job."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from verify import wiring
from verify.cases.models import FINISHED_STATES, UNFINISHED_STATES, Verification
from verify.cases.services import KIND, verification_forget
from verify.jobs.selectors import live_subjects
from verify.jobs.services import job_add

# A row is older than this only where the process died between writing it and queueing its job.
JOBLESS_AFTER = timedelta(seconds=10)


# Every file of the last hour is looked at: at a hundred thousand that takes a second, and is not done with every look.
FILES_SECONDS = 30.0


def sweep() -> None:
    """Do all of it once; safe to run in many processes at the same time."""
    sweep_rows()
    sweep_quarantine()


def sweep_rows() -> None:
    """What is found by an index, however many rows there are."""
    queue_again()
    sweep_expired()


def sweep_quarantine() -> None:
    """Delete files whose time is over before anybody looks again, and say so in their rows."""
    moment = wiring.now() - timedelta(minutes=settings.QUARANTINE_MINUTES) + timedelta(seconds=FILES_SECONDS)
    names = list(wiring.quarantine().sweep(moment))
    Verification.objects.filter(held__in=names, state__in=FINISHED_STATES).update(held="", has_thumbnail=False)


def sweep_expired() -> None:
    """Delete what is past its day."""
    for verification in Verification.objects.filter(expires_at__lte=wiring.now(), kept=False)[:1000]:
        verification_forget(verification)


def queue_again() -> None:
    """Give a job to every unfinished verification that has none."""
    # Named by what they are: asked for by what they are not, the store reads every report it has.
    waiting = Verification.objects.filter(state__in=UNFINISHED_STATES, created__lt=wiring.now() - JOBLESS_AFTER)
    ids = list(waiting.values_list("pk", flat=True))
    if not ids:
        return
    live = live_subjects(KIND)
    for verification_id in ids:
        if verification_id not in live:
            job_add(kind=KIND, subject=verification_id, folder=wiring.run_folder())
