"""Starts a verification for a call, once, and waits for it while there is a seat."""

from __future__ import annotations

from contextlib import ExitStack
from threading import BoundedSemaphore

from django.conf import settings

from verify.api.intake import LinkWanted, Wanted
from verify.api.limits import HEAVY_SHARE, WAITING_SHARE
from verify.api.repeats import Call, answered, call_of, remember
from verify.cases.lanes import lanes
from verify.cases.models import Verification
from verify.cases.selectors import verification_after
from verify.cases.services import verification_forget, verification_start, verification_start_from_link
from verify.cases.uploader import Uploader

seats = BoundedSemaphore(max(1, int(settings.WEB_THREADS * WAITING_SHARE)))
heavy_seats = BoundedSemaphore(max(1, int(settings.WEB_THREADS * WAITING_SHARE * HEAVY_SHARE)))


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
    return verification_start(
        upload=sent.file, size=sent.file.size, uploader=uploader, sidecar=sent.sidecar, capture=sent.capture
    )


def verification_awaited(verification: Verification, seconds: int, *, viewer: Uploader) -> Verification:
    """The caller's own verification after at most so many seconds; at once where too many callers wait already."""
    with ExitStack() as held:
        seated = bool(seconds) and _seated(held, lanes.is_heavy(viewer.lane))
        return verification_after(verification.pk, seconds if seated else 0, viewer=viewer)


def _seated(held: ExitStack, heavy: bool) -> bool:
    """Whether there is a seat; heavy callers leave some of them to others, however many come at once."""
    for kind in (heavy_seats, seats) if heavy else (seats,):
        if not kind.acquire(blocking=False):
            return False
        held.callback(kind.release)
    return True
