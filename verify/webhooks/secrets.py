"""The secret of an address: sealed under a key of its own in the key store, shown once, exchanged with an overlap.

Spelled as the Standard Webhooks have it: `whsec_` and the base64 of the key.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

from verify.ledger.keystore import Locked, datum_lock, datum_unlock
from verify.ledger.parts import parts
from verify.webhooks.models import Subscription

SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - the spelling of the Standard Webhooks, not a secret
SECRET_BYTES: Final = 32
"""The Standard Webhooks ask for 24 to 64 bytes."""


def secret_new(subscription_id: str) -> tuple[bytes, Locked]:
    """A new secret and what is kept of it."""
    secret, randomness = parts().randomness(SECRET_BYTES), parts().randomness
    return secret, datum_lock(secret, about=_about(subscription_id), at=parts().clock(), randomness=randomness)


def secret_text(secret: bytes) -> str:
    """The secret as its owner copies it."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def secrets_of(subscription: Subscription, at: datetime) -> tuple[bytes, ...]:
    """The keys that sign now: the newest, and the one before it while it still counts. Raises LedgerError."""
    kept = [(subscription.key_id, subscription.locked)]
    if subscription.old_until is not None and subscription.old_until > at:
        kept.append((subscription.old_key_id, subscription.old_locked))
    return tuple(_secret(subscription, key_id, bytes(locked)) for key_id, locked in kept)


def derived_secret(subscription_id: str, derived_from: str) -> bytes:
    """The secret of an address that was never given one of its own: it follows from the installation's key."""
    return salted_hmac(derived_from, subscription_id, secret=settings.SECRET_KEY, algorithm="sha256").digest()


def _secret(subscription: Subscription, key_id: str, locked: bytes) -> bytes:
    if not key_id:
        return derived_secret(subscription.pk, subscription.derived_from)
    return datum_unlock(Locked(key_id, locked), about=_about(subscription.pk))


def _about(subscription_id: str) -> str:
    return f"webhook {subscription_id}"
