"""Sealed records: salted commitments on the log, their salts here under a key of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from chronology.errors import Malformed
from chronology.records import Field, Kind, Sealed, openings_to_bytes, sealed_leaf
from verify.ledger.errors import BadRecord
from verify.ledger.keystore import datum_lock
from verify.ledger.models import Form, Record, SealedOpening, new_public_id
from verify.ledger.parts import parts
from verify.ledger.services.entering import content_of, enter, members_of, recorder_of, request_key
from verify.ledger.values import MemberPart, SealedFields, Viewer

# A datum is padded to so much: a work of up to 30 parts is as long as a single file, and JSON takes spaces at its end.
STEP_BYTES = 4096


def record_sealed(
    *,
    sha256: bytes | None,
    owner: Viewer,
    kind: int = Kind.REGISTERED,
    fields: SealedFields | None = None,
    members: Sequence[MemberPart] = (),
    once: str = "",
) -> Record:
    """Record a content sealed; `once`, chosen by the caller, makes a repeated call return the same record.

    `once` must be unpredictable and stored nowhere: with the content it names the row, and whoever knew it could test
    guesses of the content. Without it two calls are two records: nothing here could tell that they hold the same.
    Raises BadRecord.
    """
    recorder, content = recorder_of(owner), content_of(sha256, members_of(members))
    key = request_key(b"sealed", recorder, once.encode() if once else parts().randomness(32), content)
    found = Record.objects.filter(key=key).first()
    if found is not None:
        return found
    sealed = _sealed(_values(kind, content, recorder, fields or SealedFields()))
    return keep_sealed(key, sealed, owner=owner, kind=kind, members=members)


def keep_sealed(
    key: str,
    sealed: Sealed,
    *,
    owner: Viewer,
    kind: int,
    members: Sequence[MemberPart] = (),
    previous: Record | None = None,
) -> Record:
    """Store a sealed leaf for the log, and its openings encrypted."""
    public_id, at = new_public_id(), parts().clock()
    locked = datum_lock(_datum(sealed, members), about=public_id, at=at, randomness=parts().randomness)

    def rows(name: str) -> Record:
        record = Record.objects.create(
            id=public_id,
            key=key,
            organisation_id=owner.organisation,
            user_id=owner.user,
            form=Form.SEALED,
            kind=kind,
            previous=previous,
            leaf_hash=name,
            created=at,
        )
        SealedOpening.objects.create(record=record, key_id=locked.key_id, blob=locked.blob)
        return record

    return enter(key, sealed.leaf, rows)


def _values(kind: int, content: bytes, recorder: bytes, fields: SealedFields) -> dict[Field, bytes]:
    given = {
        Field.CAMERA: fields.camera,
        Field.SIGNER: fields.signer,
        Field.SOURCE: fields.source,
        Field.LINK: fields.link,
        Field.STATEMENT: fields.statement,
    }
    own = {Field.KIND: bytes([kind]), Field.CONTENT: content, Field.OWNER: recorder}
    return own | {field: value for field, value in given.items() if value}


def _sealed(values: Mapping[Field, bytes]) -> Sealed:
    try:
        return sealed_leaf(values, parts().randomness)
    except Malformed as problem:
        raise BadRecord(str(problem)) from problem


def _datum(sealed: Sealed, members: Sequence[MemberPart]) -> bytes:
    listed = [[one.role, one.sha256.hex()] for one in members]
    datum = json.dumps({"openings": openings_to_bytes(sealed.openings).hex(), "members": listed}).encode()
    return datum + b" " * (-len(datum) % STEP_BYTES)
