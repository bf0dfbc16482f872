"""Examples of webhooks for the schema and the reference page."""

from __future__ import annotations

import json
from typing import Any

WEBHOOK_ID = "b3qA0mT8xk2JvN5rWcYd1g"
MESSAGE_ID = "msg_Zk3vQ8mD0yT1sWbX6uRaLg"
WANTED: dict[str, Any] = {
    "name": "labels",
    "url": "https://social.example/hooks/firstlight",
    "events": ["verification.done"],
}

_KEY = 'curl -H "Authorization: Bearer $FIRSTLIGHT_KEY"'
_ONE = f'"$FIRSTLIGHT/api/v1/webhooks/{WEBHOOK_ID}'
CURL_LIST = f'{_KEY} "$FIRSTLIGHT/api/v1/webhooks"'
CURL_OPEN = (
    f"{_KEY} -H 'Content-Type: application/json' \\\n  -d '{json.dumps(WANTED)}' \\\n  \"$FIRSTLIGHT/api/v1/webhooks\""
)
CURL_READ = f'{_KEY} {_ONE}"'
CURL_CLOSE = f'{_KEY} -X DELETE {_ONE}"'
CURL_SECRET = f'{_KEY} -X POST {_ONE}/secret"'
CURL_RESUME = f'{_KEY} -X POST {_ONE}/resume"'
CURL_TEST = f'{_KEY} -X POST {_ONE}/test"'
CURL_DELIVERIES = f'{_KEY} {_ONE}/deliveries"'
CURL_AGAIN = f'{_KEY} -X POST {_ONE}/deliveries/{MESSAGE_ID}/again"'


def webhook() -> dict[str, Any]:
    """An address that is told."""
    own = f"/api/v1/webhooks/{WEBHOOK_ID}"
    return {
        "id": WEBHOOK_ID,
        **WANTED,
        "organisation": True,
        "created": "2026-11-22T12:00:00Z",
        "disabled": None,
        "disabled_code": None,
        "links": {"self": own, "deliveries": f"{own}/deliveries", "page": f"/account/webhooks/{WEBHOOK_ID}"},
    }


def opened(old_until: str | None = None) -> dict[str, Any]:
    """The same with a secret."""
    secret = "whsec_" + "ZXhhbXBsZS1zZWNyZXQtbm90LWEtcmVhbC1vbmUhISE="
    return webhook() | {"secret": secret, "old_secret_until": old_until}


def delivery(state: str = "delivered") -> dict[str, Any]:
    """A message, brought at the second attempt."""
    return {
        "id": MESSAGE_ID,
        "event": "verification.done",
        "created": "2026-11-22T12:00:00Z",
        "state": state,
        "next_attempt": "2026-11-22T12:10:00Z" if state == "waiting" else None,
        "message": {
            "type": "verification.done",
            "timestamp": "2026-11-22T12:00:00Z",
            "data": {"verification": "Zk3vQ8mD0yT1sWbX6uRaLg", "state": "done", "headline": "no_credentials"},
        },
        "attempts": [
            {"number": 1, "at": "2026-11-22T12:00:01Z", "took_ms": 80, "status": 503, "code": "link.site_trouble"},
            {"number": 2, "at": "2026-11-22T12:01:03Z", "took_ms": 64, "status": 204, "code": None},
        ],
    }


def deliveries() -> dict[str, Any]:
    """A page of them."""
    return {"deliveries": [delivery()], "next": None}
