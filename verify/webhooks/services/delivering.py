"""The worker's side: messages are brought, each attempt is written down, and what is not taken is tried again.

A worker that is ended between sending and writing down sends once more, under the same number: at least once, and the
receiver keeps apart what came before.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Final

import structlog
from django.conf import settings

from verify import wiring
from verify.fetch import Fetcher, FetchError, Message
from verify.ledger.errors import LedgerError
from verify.ledger.parts import parts
from verify.tallies.services import tally
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.secrets import secrets_of
from verify.webhooks.services.outcomes import Sent, sent_note, switch_off
from verify.webhooks.signing import message_of

log = structlog.get_logger("webhooks")

AT_ONCE: Final = 8
"""Messages on their way to one address: over a slow line some dozen a second, and no flood for a small receiver."""
SECONDS_A_JOB: Final = 45.0
"""Then others have their turn; the sweep comes back at once where more is due."""

PLACES: Final = max(1, settings.WORKER_THREADS // 2)
"""Threads of one worker that bring messages: slow receivers never hold those in which files are examined."""
_places = BoundedSemaphore(PLACES)


@dataclass(frozen=True, slots=True)
class Ready:
    """One message, signed for this moment."""

    delivery: Delivery
    message: Message


def subscription_bring(subject: str) -> None:
    """Bring what is due to one address; it is left to the next sweep where no place is free."""
    if not _places.acquire(blocking=False):
        return
    try:
        _bring(subject, time.monotonic() + SECONDS_A_JOB)
    finally:
        _places.release()


def _bring(subject: str, until: float) -> None:
    fetcher: Fetcher | None = None
    while time.monotonic() < until:
        subscription = Subscription.objects.filter(pk=subject, disabled=None).first()
        if subscription is None or subscription.is_quiet(parts().clock()):
            return
        due = due_now(subscription, parts().clock())
        if not due:
            return
        fetcher = fetcher or wiring.postman(subscription.url)
        _round(subscription, due, fetcher)


def due_now(subscription: Subscription, at: datetime) -> list[Delivery]:
    """The next messages for an address, the longest waiting first; one alone where nobody answered before."""
    waiting = Delivery.objects.filter(subscription=subscription, due__lte=at).order_by("due", "created", "pk")
    return list(waiting[: 1 if subscription.silences else AT_ONCE])


def _round(subscription: Subscription, due: Sequence[Delivery], fetcher: Fetcher) -> None:
    ready = _signed(subscription, due)
    with ThreadPoolExecutor(max_workers=len(due), thread_name_prefix="webhook") as lanes:
        # The lanes touch no rows: what came of it is written here, one after the other.
        for sent in lanes.map(lambda one: _send(fetcher, subscription.url, one), ready):
            sent_note(subscription.pk, sent)
            tally("webhooks", sent.code or "taken")


def _signed(subscription: Subscription, due: Sequence[Delivery]) -> list[Ready]:
    at = parts().clock()
    try:
        secrets = secrets_of(subscription, at)
    except LedgerError as problem:
        # The key store came back without this key: nobody can sign for this address until it gets a new secret.
        log.error("the secret of an address cannot be opened", subscription=subscription.pk, problem=problem.code)  # noqa: TRY400 - nothing secret in it
        switch_off(subscription.pk, "webhook.no_secret", at)
        return []
    return [Ready(one, message_of(one.pk, one.body, secrets, at)) for one in due]


def _send(fetcher: Fetcher, url: str, ready: Ready) -> Sent:
    at, began = parts().clock(), time.monotonic()
    status, code = None, ""
    try:
        status = fetcher.tell(url, ready.message)
    except FetchError as problem:
        status, code = problem.status, problem.code
    return Sent(ready.delivery, at, int((time.monotonic() - began) * 1000), status, code)
