"""Changes to verifications: start, discard, sweep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import BinaryIO

from django.conf import settings

from verify import wiring
from verify.cases.arriving import Arriving, arriving_link, arriving_media
from verify.cases.errors import NoSuchVerification
from verify.cases.free_place import require_free_place
from verify.cases.lanes import lanes
from verify.cases.models import Phase, Verification
from verify.cases.uploader import Sender, Uploader
from verify.jobs.services import job_add_to_new

KIND = "verification"


def verification_start(
    *,
    upload: Iterable[bytes] | BinaryIO,
    size: int | None,
    uploader: Uploader,
    sidecar: bytes | BinaryIO | None = None,
    capture: bytes | BinaryIO | None = None,
) -> Verification:
    """Take a file in and queue its check.

    `upload` may be one of `request.FILES` (nothing is copied then), an open file or any chunks; `size` is what the
    sender announced; `sidecar` are detached credentials and `capture` is a capture sidecar. Raises Refused (nothing is
    stored), Busy, CallerBusy or NoRoom.
    """
    require_free_place(uploader.lane)
    with arriving_media(upload, size, sidecar, capture) as arriving:
        return _queue(arriving, uploader, Phase.WAITING)


def verification_start_from_link(*, url: str, uploader: Uploader) -> Verification:
    """Queue the check of the file behind a link; raises LinkNotAllowed, Busy or NoRoom.

    The link is in no row: it waits in the quarantine folder with mode 0600 and is deleted once the file was fetched.
    """
    require_free_place(uploader.lane)
    with arriving_link(url) as arriving:
        return _queue(arriving, uploader, Phase.FETCHING)


def _queue(arriving: Arriving, uploader: Uploader, phase: Phase) -> Verification:
    held = arriving.keep()
    try:
        verification = verification_row(held=held, phase=phase, sender=uploader)
    except BaseException:
        wiring.quarantine().remove(held)
        raise
    verification_queue(verification, priority=lanes.enter(uploader.lane))
    return verification


def verification_row(*, held: str, phase: Phase, sender: Sender) -> Verification:
    """Write the row of a check of what is held already; whoever calls queues it after the commit."""
    at = wiring.now()
    return Verification.objects.create(
        held=held,
        phase=phase,
        created=at,
        expires_at=at + timedelta(hours=settings.REPORT_HOURS),
        owner=sender.user,
        organisation=sender.organisation,
        uploader_key=sender.key,
    )


def verification_queue(verification: Verification, *, priority: int = 0) -> None:
    """Give a new check its job; a crash between the row and its job is mended by the workers' sweep."""
    job_add_to_new(kind=KIND, subject=verification.pk, folder=wiring.run_folder(), priority=priority)


def verification_discard(verification: Verification, *, uploader: Uploader) -> None:
    """Forget a file and everything found out about it; only who sent it may. Raises NoSuchVerification.

    What a team keeps in a dossier is the team's: it is taken out there first.
    """
    if verification.kept or not uploader.sent(verification.uploader_key):
        raise NoSuchVerification
    verification_forget(verification)


def verification_forget(verification: Verification) -> None:
    """Delete a verification with all it holds: for refusals answered at once, and for the sweep."""
    if verification.held:
        wiring.quarantine().remove(verification.held)
    Verification.objects.filter(pk=verification.pk).delete()
