"""Leaves of the list's government: the hash of an act or of an edition, and nothing of a device or a person."""

from __future__ import annotations

from typing import Final

from chronology.records import Kind, open_leaf
from chronology.types import Digest
from verify.ledger.errors import BadRecord
from verify.ledger.models import Form, Record
from verify.ledger.parts import parts
from verify.ledger.services.ending import OPERATOR
from verify.ledger.services.entering import enter, request_key

GOVERNANCE_KINDS: Final = frozenset({Kind.GOVERNANCE, Kind.BLACKLIST_EPOCH})
DIGEST_BYTES: Final = 32


def record_governance(*, kind: int, digest: bytes) -> Record:
    """Record the hash of an act (GOVERNANCE) or an edition (BLACKLIST_EPOCH), once for ever; raises BadRecord.

    The installation records them: no maintainer's pseudonym stands below.
    """
    if kind not in GOVERNANCE_KINDS or len(digest) != DIGEST_BYTES:
        raise BadRecord("An act or an edition of the list is recorded by its SHA-256.")
    key = request_key(b"governance", bytes([kind]), digest)
    found = Record.objects.filter(key=key).first()
    return found or enter(key, _leaf(Kind(kind), digest), lambda name: _row(Kind(kind), key, name))


def _leaf(kind: Kind, digest: bytes) -> bytes:
    at = int(parts().clock().timestamp())
    return open_leaf(kind=kind, recorder=OPERATOR, at=at, statement=Digest(digest))


def _row(kind: Kind, key: str, name: str) -> Record:
    return Record.objects.create(key=key, form=Form.OPEN, kind=kind, leaf_hash=name, created=parts().clock())
