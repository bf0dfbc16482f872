"""What happened becomes messages, one for each address that asked, in the transaction in which it happened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from verify.ledger.parts import parts
from verify.ledger.values import Viewer
from verify.webhooks.events import ALL
from verify.webhooks.models import BODY_BYTES, Delivery, Subscription
from verify.webhooks.queueing import queue

MANY: Final = 500
"""Rows written in one statement."""


def announce(
    event: str, owner: Viewer, ids: Mapping[str, str], codes: Mapping[str, str | int] | None = None, *, once: str = ""
) -> int:
    """Tell the addresses of the team `owner` that asked for `event`; returns to how many addresses it goes.

    Call it inside the transaction in which the thing happens: the messages are rows of the site's store, so that they
    are there exactly when the thing is, and a worker brings them afterwards. `ids` are public numbers or hex digests
    and `codes` stable codes and counts; nothing else may travel. A team is an organisation, or a person who belongs
    to none; an owner that is nobody (`PUBLIC`) has no addresses. With `once` the same matter is told each address once,
    however often it is announced. Raises ValueError for an event that nobody can subscribe to.
    """
    told = _of_team(owner)
    return 0 if told is None else _write(told, event, {**ids, **(codes or {})}, once)


def announce_to_all(
    event: str, ids: Mapping[str, str], codes: Mapping[str, str | int] | None = None, *, once: str = ""
) -> int:
    """The same for what is nobody's and told to whoever subscribed: lists, and nothing about anybody's work."""
    return _write(Subscription.objects.all(), event, {**ids, **(codes or {})}, once)


def announce_to(
    subscriptions: Iterable[Subscription], event: str, data: Mapping[str, str | int], *, once: str = ""
) -> list[Delivery]:
    """Write the messages to these addresses, whatever they asked for, and have them brought after the commit."""
    at = parts().clock()
    body, matter = body_of(event, data, at), matter_of(once)
    rows = [
        Delivery(subscription=one, event=event, matter=matter, body=body, created=at, since=at, due=at)
        for one in subscriptions
    ]
    # A matter that was told before is passed over by the row's own constraint, whoever else writes it now.
    Delivery.objects.bulk_create(rows, batch_size=MANY, ignore_conflicts=matter is not None)
    for row in rows:
        transaction.on_commit(lambda subject=row.subscription_id: queue(subject))  # type: ignore[misc]
    return rows


def unsay(*, once: str) -> int:
    """Forget every message about a matter, also what arrived: for what may no longer be here. Returns how many."""
    gone, _ = Delivery.objects.filter(matter=matter_of(once)).delete()
    return gone


def matter_of(once: str) -> str | None:
    """What stands for a matter in rows: a digest that nobody leads back; None where nothing is told once."""
    return sha256(f"firstlight/notice/{once}".encode()).hexdigest() if once else None


def body_of(event: str, data: Mapping[str, str | int], at: datetime) -> str:
    """The message as it is signed and sent: `type`, `timestamp` (UTC, seconds) and `data`."""
    told = {"type": event, "timestamp": f"{at:%Y-%m-%dT%H:%M:%SZ}", "data": dict(data)}
    body = json.dumps(told, separators=(",", ":"), ensure_ascii=True)
    if len(body) > BODY_BYTES:
        raise ValueError(f"a message holds ids and codes, at most {BODY_BYTES} bytes, and not {len(body)}")
    return body


def _of_team(owner: Viewer) -> QuerySet[Subscription] | None:
    if owner.organisation is not None:
        return Subscription.objects.filter(organisation_id=owner.organisation)
    return None if owner.user is None else Subscription.objects.filter(user_id=owner.user)


def _write(among: QuerySet[Subscription], event: str, data: Mapping[str, str | int], once: str) -> int:
    if event not in ALL:
        raise ValueError(f"{event} is no event that anybody can subscribe to")
    told = among.filter(disabled=None).only("id", "events")
    return len(announce_to([one for one in told if event in one.events], event, data, once=once))
