"""Starts a verification for a call, once, and waits for it while there is a seat."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.conf import settings

from verify.api.intake import LinkWanted, Wanted
from verify.api.limits import WAITING_SHARE
from verify.api.repeats import Call, answered, call_of, remember
from verify.cases.models import Verification
from verify.cases.selectors import wait_until_finished
from verify.cases.services import verification_forget, verification_start, verification_start_from_link
from verify.cases.uploader import Uploader

seats = BoundedSemaphore(max(1, int(settings.WEB_THREADS * WAITING_SHARE)))


def verification_start_once(*, sent: Wanted, uploader: Uploader, key: str | None) -> Verification:
    """Start a verification, or find the one that the same call started before."""
    if key is None:
        return _start(sent, uploader)
    call = call_of(uploader, key, sent)
    return answered(call) or _start_and_remember(call, sent, uploader)


def _start_and_remember(call: Call, sent: Wanted, uploader: Uploader) -> Verification:
    started = _start(sent, uploader)
    winner = remember(call, started)
    if winner.pk != started.pk:
        verification_forget(started)
    return winner


def _start(sent: Wanted, uploader: Uploader) -> Verification:
    if isinstance(sent, LinkWanted):
        return verification_start_from_link(url=sent.url, uploader=uploader)
    return verification_start(upload=sent.file, size=sent.file.size, uploader=uploader, sidecar=sent.sidecar)


def verification_awaited(verification: Verification, seconds: int, *, viewer: Uploader) -> Verification:
    """The verification after at most so many seconds; at once where too many callers wait already."""
    if not seconds or not seats.acquire(blocking=False):
        return wait_until_finished(verification.pk, 0, viewer=viewer)
    try:
        return wait_until_finished(verification.pk, seconds, viewer=viewer)
    finally:
        seats.release()
