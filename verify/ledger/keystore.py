"""Data under keys of their own: erasing the key erases the datum, wherever copies of the datum lie.

AES-256-GCM (NIST SP 800-38D); a key encrypts one datum once, so its nonce can never repeat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction

from chronology.types import Randomness
from verify.ledger.errors import Erased, LedgerError
from verify.ledger.keys.models import DatumKey

KEY_BYTES = 32
KEY_ID_BYTES = 16
NONCE_BYTES = 12
STORE = "keys"


class KeyMissing(LedgerError):
    """The key store has never heard of this key: it was restored from a backup that is too old, or is another one."""

    code = "keys.missing"


@dataclass(frozen=True, slots=True)
class Locked:
    """A datum that only its key opens."""

    key_id: str
    blob: bytes


def datum_lock(datum: bytes, *, about: str, at: datetime, randomness: Randomness) -> Locked:
    """Encrypt under a new key that is durable when this returns; `about` must be named again to open it."""
    secret, nonce, key_id = randomness(KEY_BYTES), randomness(NONCE_BYTES), randomness(KEY_ID_BYTES).hex()
    blob = nonce + AESGCM(secret).encrypt(nonce, datum, about.encode())
    DatumKey.objects.create(id=key_id, secret=secret, created=at)
    return Locked(key_id, blob)


def datum_unlock(locked: Locked, *, about: str) -> bytes:
    """The datum; raises Erased, KeyMissing, and LedgerError where key and datum do not fit."""
    key = DatumKey.objects.filter(pk=locked.key_id).first()
    if key is None:
        raise KeyMissing("The key of this record is not in the key store: restore its newest backup.")
    if key.secret is None:
        raise Erased("This record was erased.")
    try:
        return AESGCM(bytes(key.secret)).decrypt(locked.blob[:NONCE_BYTES], locked.blob[NONCE_BYTES:], about.encode())
    except InvalidTag as problem:
        raise LedgerError("The stored openings of this record are damaged.") from problem


def key_erase(key_id: str, *, at: datetime) -> None:
    """Erase a key for ever; its name stays, so that no backup brings it back. Repeating it is harmless."""
    with transaction.atomic(using=STORE):
        DatumKey.objects.update_or_create(
            id=key_id, defaults={"secret": None, "erased": at}, create_defaults={"erased": at, "created": at}
        )
    overwrite_erased()


def erased_keys(key_ids: list[str]) -> set[str]:
    """Those of the keys that were erased."""
    return set(DatumKey.objects.filter(id__in=key_ids, secret__isnull=True).values_list("id", flat=True))


def overwrite_erased() -> None:
    """SQLite zeroes deleted bytes itself (secure_delete); what its write-ahead log still holds goes here.

    While somebody reads, a part of that log stays: the signer calls this again every minute.
    """
    connection = connections[STORE]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
