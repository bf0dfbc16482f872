"""How a message proves who sent it, and that it is fresh: the scheme of the Standard Webhooks, version 1.

HMAC-SHA-256 over `webhook-id.webhook-timestamp.body`, base64, one `v1,` a secret. The number stays the same from one
attempt to the next, so that a receiver takes a message once; the moment is that of the attempt, so that an old one
that somebody recorded is refused.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable
from datetime import datetime

from verify.fetch import Message


def message_of(number: str, body: str, secrets: Iterable[bytes], at: datetime) -> Message:
    """The message as it goes out at this moment."""
    stamp, raw = str(int(at.timestamp())), body.encode()
    signed = f"{number}.{stamp}.".encode() + raw
    signatures = " ".join(_signature(secret, signed) for secret in secrets)
    headers = (("webhook-id", number), ("webhook-timestamp", stamp), ("webhook-signature", signatures))
    return Message(raw, headers)


def _signature(secret: bytes, signed: bytes) -> str:
    return f"v1,{base64.b64encode(hmac.digest(secret, signed, 'sha256')).decode()}"
