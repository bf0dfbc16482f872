"""What is answered about webhooks."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.presenting import state_of
from verify.webhooks.services.subscribing import Opened


def webhook_envelope(one: Subscription) -> dict[str, Any]:
    """An address, without its secret."""
    own = f"/api/v1/webhooks/{one.pk}"
    return {
        "id": one.pk,
        "name": one.name,
        "url": one.url,
        "events": one.events,
        "organisation": one.organisation_id is not None,
        "created": _moment(one.created),
        "disabled": _moment(one.disabled),
        "disabled_code": one.disabled_code or None,
        "links": {"self": own, "deliveries": f"{own}/deliveries", "page": f"/account/webhooks/{one.pk}"},
    }


def opened_envelope(opened: Opened) -> dict[str, Any]:
    """The same with its secret, this once."""
    one = opened.subscription
    return webhook_envelope(one) | {"secret": opened.secret, "old_secret_until": _moment(one.old_until)}


def delivery_envelope(one: Delivery) -> dict[str, Any]:
    """A message, how it stands, and every attempt."""
    return {
        "id": one.pk,
        "event": one.event,
        "created": _moment(one.created),
        "state": state_of(one),
        "next_attempt": _moment(one.due),
        "message": json.loads(one.body),
        "attempts": [
            {
                "number": tried.number,
                "at": _moment(tried.at),
                "took_ms": tried.took_ms,
                "status": tried.status,
                "code": tried.code or None,
            }
            for tried in one.tries.all()
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"
