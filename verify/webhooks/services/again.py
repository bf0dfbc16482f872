"""One click, and a message goes out once more, under its own number."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from verify.ledger.parts import parts
from verify.webhooks.errors import NotNow
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.queueing import queue


@transaction.atomic
def delivery_again(delivery: Delivery) -> None:
    """Send a message again now, whatever became of it; its three days begin anew. Raises NotNow."""
    _require_on(delivery.subscription)
    _begin_anew(Delivery.objects.filter(pk=delivery.pk), delivery.subscription_id)


@transaction.atomic
def dead_again(subscription: Subscription) -> int:
    """Send everything again that was given up; returns how many. Raises NotNow."""
    _require_on(subscription)
    return _begin_anew(Delivery.objects.filter(subscription=subscription, dead__isnull=False), subscription.pk)


def _begin_anew(deliveries: QuerySet[Delivery], subscription_id: str) -> int:
    at = parts().clock()
    count = deliveries.update(due=at, since=at, attempts=0, delivered=None, dead=None)
    Subscription.objects.filter(pk=subscription_id).update(quiet_until=None)
    transaction.on_commit(lambda: queue(subscription_id))
    return count


def _require_on(subscription: Subscription) -> None:
    if subscription.disabled is not None:
        raise NotNow("This address is switched off: switch it on first.")
