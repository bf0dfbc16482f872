"""The body of a signed message as its row keeps it: open, locked, or erased."""

from __future__ import annotations

import json
from typing import Any

from provenance.statements import wire
from provenance.statements.types import Signed
from verify.authors.models.signed import SignedMessage
from verify.ledger.errors import LedgerError
from verify.ledger.keystore import Locked, datum_unlock


def signed_of(row: SignedMessage) -> Signed | None:
    """The message, or None where it was erased or its key is not to be had."""
    document = row.body if row.body is not None else _unlocked(row).get("signed")
    return None if document is None else wire.from_json(document)


def opening_of(row: SignedMessage) -> tuple[bytes, bytes] | None:
    """SHA-256 and salt behind a sealed statement's commitment; only for who may open it. None where there are none."""
    opening = _unlocked(row).get("opening") or {}
    if not opening:
        return None
    return bytes.fromhex(opening["sha256"]), bytes.fromhex(opening["salt"])


def _unlocked(row: SignedMessage) -> dict[str, Any]:
    if row.locked is None:
        return {}
    try:
        return json.loads(datum_unlock(Locked(row.key_id, bytes(row.locked)), about=row.pk))
    except LedgerError:
        return {}
