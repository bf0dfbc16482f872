"""Records of what was signed: the leaf holds the hash of the signed message and nothing else of it.

The body lies elsewhere and can be erased; what stays is a hash that says nothing to who has no body.
"""

from __future__ import annotations

from typing import Final

from chronology.errors import Malformed
from chronology.records import Field, Kind, open_leaf, sealed_leaf
from chronology.types import Digest
from verify.ledger.errors import BadRecord
from verify.ledger.models import Form, Record
from verify.ledger.parts import parts
from verify.ledger.services.entering import enter, recorder_of, request_key
from verify.ledger.services.sealed import keep_sealed
from verify.ledger.values import Viewer

SIGNED_KINDS: Final = frozenset({Kind.STATEMENT, Kind.KEY_EVENT, Kind.CONSENT})


def record_statement(*, kind: int, digest: bytes, owner: Viewer, form: str = Form.OPEN) -> Record:
    """Record the hash of a signed message, 32 bytes, once for ever; a repeated call returns the same record.

    `kind` is STATEMENT, KEY_EVENT or CONSENT. An open leaf names the owner's pseudonym, a sealed one only commits.
    Raises BadRecord.
    """
    if kind not in SIGNED_KINDS:
        raise BadRecord("What was signed is recorded as a statement, an event of a key or a consent.")
    recorder, key = recorder_of(owner), request_key(b"signed", digest)
    found = Record.objects.filter(key=key).first()
    if found is not None:
        return found
    if form == Form.SEALED:
        return _sealed(Kind(kind), digest, owner, key, recorder)
    return enter(key, _leaf(Kind(kind), digest, recorder), lambda name: _row(Kind(kind), owner, key, name))


def _sealed(kind: Kind, digest: bytes, owner: Viewer, key: str, recorder: bytes) -> Record:
    values = {Field.KIND: bytes([kind]), Field.OWNER: recorder, Field.STATEMENT: digest}
    return keep_sealed(key, sealed_leaf(values, parts().randomness), owner=owner, kind=kind)


def _leaf(kind: Kind, digest: bytes, recorder: bytes) -> bytes:
    at = int(parts().clock().timestamp())
    try:
        return open_leaf(kind=kind, recorder=recorder, at=at, statement=Digest(digest))
    except Malformed as problem:
        raise BadRecord(str(problem)) from problem


def _row(kind: Kind, owner: Viewer, key: str, name: str) -> Record:
    return Record.objects.create(
        key=key,
        organisation_id=owner.organisation,
        user_id=owner.user,
        form=Form.OPEN,
        kind=kind,
        leaf_hash=name,
        created=parts().clock(),
    )
