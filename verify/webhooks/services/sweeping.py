"""What time does to messages: due ones find a worker, old ones are given up, and ended ones are forgotten."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from verify.jobs.selectors import live_subjects
from verify.ledger.keystore import key_erase
from verify.ledger.parts import parts
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.queueing import KIND, queue
from verify.webhooks.services.outcomes import LONGEST, deaths_count

REMEMBERED: Final = timedelta(days=7)
"""How long the list shows a message that arrived."""
REMEMBERED_DEAD: Final = timedelta(days=30)
"""How long one that was given up can still be sent again."""
LATE: Final = timedelta(hours=1)
"""What waits so much longer than LONGEST had no turn, because nobody answers there at all."""
EVER: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""Before any message: a bound finds what waits by an index; asked for as not null, the store reads all there is."""
MANY: Final = 1000
"""Rows of one kind that one sweep deals with; the next one comes two seconds later."""


def webhooks_sweep() -> None:
    """All of it; safe to run in many processes at the same time."""
    at = parts().clock()
    _queue_due(at)
    _give_up_late(at)
    _forget(at)
    _erase_old_secrets(at)


def _queue_due(at: datetime) -> None:
    awake = Q(quiet_until=None) | Q(quiet_until__lte=at)
    due = Delivery.objects.filter(subscription=OuterRef("pk"), due__lte=at)
    # Address by address: there are few of them, and the messages of one are found by an index however many there are.
    found = Subscription.objects.filter(awake, Exists(due), disabled=None)
    waiting = set(found.values_list("pk", flat=True)[:MANY])
    for subject in waiting - (live_subjects(KIND) if waiting else set()):
        queue(subject)


def _give_up_late(at: datetime) -> None:
    late = Delivery.objects.filter(due__gt=EVER, since__lt=at - LONGEST - LATE)
    for subscription_id, count in Counter(late.values_list("subscription_id", flat=True)[:MANY]).items():
        with transaction.atomic():
            dead = late.filter(subscription_id=subscription_id).update(due=None, dead=at)
            if dead:
                deaths_count(subscription_id, min(dead, count), at)


def _forget(at: datetime) -> None:
    ended = Q(delivered__lt=at - REMEMBERED) | Q(dead__lt=at - REMEMBERED_DEAD)
    Delivery.objects.filter(pk__in=list(Delivery.objects.filter(ended).values_list("pk", flat=True)[:MANY])).delete()


def _erase_old_secrets(at: datetime) -> None:
    """An exchanged secret signs nothing any more: nobody needs it."""
    for one in Subscription.objects.filter(old_until__lt=at)[:MANY]:
        done = {"old_until": None, "old_key_id": "", "old_locked": b""}
        if Subscription.objects.filter(pk=one.pk, old_until=one.old_until).update(**done) and one.old_key_id:
            key_erase(one.old_key_id, at=at)
