"""What an attempt changes: a message arrived, waits for its next attempt, or died; an address is quiet, or is closed.

Back-off is for each message, because a receiver may refuse one and take the next. Where nobody answers at all, the
whole address rests, so that a dead receiver costs one attempt at a time and no place in a worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.db.models import F, QuerySet

from verify.ledger.parts import parts
from verify.tallies.services import tally
from verify.webhooks.models import Attempt, Delivery, Subscription

log = structlog.get_logger("webhooks")

WAITS: Final = tuple(timedelta(minutes=one) for one in (1, 5, 30, 120, 360, 720, 1440, 1440))
"""Between one attempt and the next: nearly three days in all, so that a weekend's outage loses nothing."""
JITTER: Final = 0.2
"""Up to so much longer, by chance: what failed together does not come back together."""
LONGEST: Final = timedelta(days=3)
"""After this a message is given up, whatever is left to try."""
QUIET: Final = tuple(timedelta(minutes=one) for one in (1, 5, 30, 60))
"""How long an address rests where nobody answers; the last one from then on."""
MOST_DEATHS: Final = 5
"""So many messages given up, one after the other with none taken between, switch an address off."""
GONE: Final = 410
"""The status by which a receiver says that it wants no more (RFC 9110 section 15.5.11)."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One attempt: when, how long in milliseconds, and the receiver's status or the code of what went wrong."""

    delivery: Delivery
    at: datetime
    took_ms: int
    status: int | None
    code: str

    @property
    def taken(self) -> bool:
        return not self.code


@transaction.atomic
def sent_note(subscription_id: str, sent: Sent) -> None:
    """Write an attempt down with what follows from it, for its message and for the address."""
    waiting = Delivery.objects.filter(pk=sent.delivery.pk, due__isnull=False)
    if not waiting.exists():
        return  # closed, taken back, or brought by another worker meanwhile
    _write_down(sent)
    if sent.taken:
        waiting.update(delivered=sent.at, due=None, attempts=F("attempts") + 1)
        Subscription.objects.filter(pk=subscription_id).update(deaths=0, silences=0, quiet_until=None)
    elif sent.status == GONE:
        switch_off(subscription_id, "webhook.gone", sent.at)
    else:
        _again(waiting, sent)
        _rest(subscription_id, sent)


def deaths_count(subscription_id: str, dead: int, at: datetime) -> None:
    """So many more messages were given up; too many without one that arrived switch the address off."""
    log.warning("messages were given up", subscription=subscription_id, messages=dead)
    tally("webhooks", "given_up")
    Subscription.objects.filter(pk=subscription_id).update(deaths=F("deaths") + dead)
    if Subscription.objects.filter(pk=subscription_id, deaths__gte=MOST_DEATHS).exists():
        switch_off(subscription_id, "webhook.died", at)


def switch_off(subscription_id: str, code: str, at: datetime) -> bool:
    """Tell an address nothing any more until its owner says so; False where it was off already.

    What waited is kept for a redelivery by hand.
    """
    off = Subscription.objects.filter(pk=subscription_id, disabled=None).update(disabled=at, disabled_code=code)
    if off:
        Delivery.objects.filter(subscription_id=subscription_id, due__isnull=False).update(due=None, dead=at)
        log.warning("an address was switched off", subscription=subscription_id, code=code)
    return bool(off)


def _write_down(sent: Sent) -> None:
    number = Attempt.objects.filter(delivery=sent.delivery).count() + 1
    Attempt.objects.create(
        delivery=sent.delivery, number=number, at=sent.at, took_ms=sent.took_ms, status=sent.status, code=sent.code
    )


def _again(waiting: QuerySet[Delivery], sent: Sent) -> None:
    tries, ends = sent.delivery.attempts, sent.delivery.since + LONGEST
    if tries >= len(WAITS) or sent.at >= ends:
        waiting.update(dead=sent.at, due=None, attempts=F("attempts") + 1)
        deaths_count(sent.delivery.subscription_id, 1, sent.at)
    else:
        due = min(sent.at + WAITS[tries] * (1 + JITTER * _chance()), ends)
        waiting.update(due=due, attempts=F("attempts") + 1)


def _rest(subscription_id: str, sent: Sent) -> None:
    if sent.status is not None:  # somebody is there
        Subscription.objects.filter(pk=subscription_id).update(silences=0, quiet_until=None)
        return
    found = Subscription.objects.filter(pk=subscription_id).first()
    if found is None or found.is_quiet(sent.at):
        return  # others that went out together said so already
    found.quiet_until = sent.at + QUIET[min(found.silences, len(QUIET) - 1)]
    found.silences = min(found.silences + 1, len(QUIET))
    found.save(update_fields=["quiet_until", "silences"])


def _chance() -> float:
    """A number from 0 to 1."""
    return int.from_bytes(parts().randomness(2)) / 0xFFFF
