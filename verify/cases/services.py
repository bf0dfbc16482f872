"""Changes to verifications: start, discard, sweep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import BinaryIO

from django.conf import settings

from verify import wiring
from verify.cases.arriving import Arriving, arriving_link, arriving_media
from verify.cases.errors import Busy, NoSuchVerification
from verify.cases.models import Phase, Verification, VerificationState
from verify.cases.uploader import Uploader
from verify.jobs.services import job_add

KIND = "verification"


def verification_start(
    *,
    upload: Iterable[bytes] | BinaryIO,
    size: int | None,
    uploader: Uploader,
    sidecar: bytes | BinaryIO | None = None,
) -> Verification:
    """Take a file in and queue its check.

    `upload` may be one of `request.FILES` (nothing is copied then), an open file or any chunks; `size` is what the
    sender announced. Raises Refused (nothing is stored), Busy or NoRoom.
    """
    _require_free_place()
    with arriving_media(upload, size, sidecar) as arriving:
        return _queue(arriving, uploader, Phase.WAITING)


def verification_start_from_link(*, url: str, uploader: Uploader) -> Verification:
    """Queue the check of the file behind a link; raises LinkNotAllowed, Busy or NoRoom.

    The link is in no row: it waits in the quarantine folder with mode 0600 and is deleted once the file was fetched.
    """
    _require_free_place()
    with arriving_link(url) as arriving:
        return _queue(arriving, uploader, Phase.FETCHING)


def _require_free_place() -> None:
    waiting = Verification.objects.filter(state__in=(VerificationState.QUEUED, VerificationState.RUNNING)).count()
    if waiting >= settings.QUEUE_LIMIT:
        raise Busy


def _queue(arriving: Arriving, uploader: Uploader, phase: Phase) -> Verification:
    at = wiring.now()
    held = arriving.keep()
    try:
        verification = Verification.objects.create(
            held=held,
            phase=phase,
            created=at,
            expires_at=at + timedelta(hours=settings.REPORT_HOURS),
            owner=uploader.user,
            organisation=uploader.organisation,
            uploader_key=uploader.key,
        )
    except BaseException:
        wiring.quarantine().remove(held)
        raise
    # A crash between the row and its job is mended by the workers' sweep.
    job_add(kind=KIND, subject=verification.pk, folder=wiring.run_folder())
    return verification


def verification_discard(verification: Verification, *, uploader: Uploader) -> None:
    """Forget a file and everything found out about it; only who sent it may. Raises NoSuchVerification."""
    if not uploader.sent(verification.uploader_key):
        raise NoSuchVerification
    verification_forget(verification)


def verification_forget(verification: Verification) -> None:
    """Delete a verification with all it holds: for refusals answered at once, and for the sweep."""
    if verification.held:
        wiring.quarantine().remove(verification.held)
    Verification.objects.filter(pk=verification.pk).delete()
