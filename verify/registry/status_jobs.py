"""The worker's side: published lists of revocations are fetched on schedule, through the one guarded way out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db.models import Q

from provenance.attestation.types import Platform
from verify import wiring
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.registry.maker_services import status_list_refresh
from verify.registry.makers import RevocationSource

log = structlog.get_logger("registry")

JOB: Final = "revocations"
AFTER_A_FAULT: Final = timedelta(hours=1)
"""When a source that did not answer is asked again."""


def refresh(subject: str) -> None:
    """Fetch one platform's list; a repeated call fetches again and harms nothing."""
    url = settings.REVOCATION_SOURCES.get(subject)
    if url is None:
        return
    outcome = status_list_refresh(fetcher=wiring.list_fetcher(), platform=Platform(subject), url=url, at=wiring.now())
    if outcome.problem is not None:
        log.warning("revocations not refreshed", platform=subject, problem=type(outcome.problem).__name__)


def put_off(subject: str) -> None:
    """A job that did not end says nothing about the list: it is asked again later."""
    RevocationSource.objects.filter(platform=subject).update(tried=wiring.now())


def queue_due() -> None:
    """Queue every source that is due; a live job on the same one is kept instead."""
    at = wiring.now()
    for platform in settings.REVOCATION_SOURCES:
        if _is_due(platform, at):
            job_add(kind=JOB, subject=platform, folder=wiring.run_folder())


def _is_due(platform: str, at: datetime) -> bool:
    daily = timedelta(hours=settings.REVOCATION_HOURS)
    fresh = Q(problem="", tried__gt=at - daily) | Q(tried__gt=at - min(AFTER_A_FAULT, daily))
    return not RevocationSource.objects.filter(fresh, platform=platform).exists()


REVOCATIONS: Final = Kind(JOB, run=refresh, give_up=put_off, sweep=queue_due)
