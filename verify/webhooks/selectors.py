"""Questions about webhooks: whose they are, what was sent, and how much waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from verify.accounts.models import User
from verify.accounts.selectors import organisation_of
from verify.webhooks.errors import NoSuchDelivery, NoSuchSubscription
from verify.webhooks.models import Delivery, Subscription


@dataclass(frozen=True, slots=True)
class Backlog:
    """How the messages of all addresses stand: numbers alone. `oldest` is when the longest waiting one was made."""

    waiting: int
    oldest: datetime | None
    dead: int
    disabled: int


def subscriptions_of(user: User) -> QuerySet[Subscription]:
    """The addresses of somebody and of the organisation they work for, oldest first."""
    organisation = organisation_of(user)
    own = Q(user=user) if organisation is None else Q(user=user) | Q(organisation=organisation)
    return Subscription.objects.filter(own).order_by("created", "pk")


def subscription_of(user: User, number: str) -> Subscription:
    """One of them; raises NoSuchSubscription for anybody else's, in the same words as for none."""
    found = subscriptions_of(user).filter(pk=number).first()
    if found is None:
        raise NoSuchSubscription("There is no such address of yours.")
    return found


def deliveries_of(subscription: Subscription) -> QuerySet[Delivery]:
    """What was sent there and what will be, with every attempt."""
    return Delivery.objects.filter(subscription=subscription).prefetch_related("tries")


def delivery_of(subscription: Subscription, number: str) -> Delivery:
    """One message; raises NoSuchDelivery for one of another address."""
    found = deliveries_of(subscription).filter(pk=number).select_related("subscription").first()
    if found is None:
        raise NoSuchDelivery("There is no such message: it may be too old.")
    return found


def deliveries_page(subscription: Subscription, *, before: str = "", limit: int) -> Sequence[Delivery]:
    """Messages of an address, newest first; `before` is the number of the last one already shown."""
    found = deliveries_of(subscription)
    last = found.filter(pk=before).first() if before else None
    if last is not None:
        found = found.filter(Q(created__lt=last.created) | Q(created=last.created, pk__lt=last.pk))
    return list(found.order_by("-created", "-pk")[:limit])


def dead_of(subscription: Subscription) -> int:
    """How many messages were given up and can still be sent again."""
    return Delivery.objects.filter(subscription=subscription, dead__isnull=False).count()


def backlog() -> Backlog:
    """For the operator: what waits, since when, what was given up, and how many addresses are switched off."""
    waiting = Delivery.objects.filter(due__isnull=False).aggregate(count=Count("pk"), oldest=Min("created"))
    dead = Delivery.objects.filter(dead__isnull=False).count()
    off = Subscription.objects.exclude(disabled=None).count()
    return Backlog(waiting["count"], waiting["oldest"], dead, off)
