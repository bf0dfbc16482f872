"""Owners retract and erase, operators hide; nothing on the log ever changes."""

from __future__ import annotations

from django.db import transaction

from chronology.records import Field, Kind, open_leaf, sealed_leaf
from chronology.types import Digest
from verify.audit.services import note
from verify.ledger.errors import BadRecord, CannotErase, NoSuchRecord
from verify.ledger.keystore import key_erase
from verify.ledger.models import Erasure, Form, OutboxEntry, Record, SealedOpening
from verify.ledger.parts import parts
from verify.ledger.selectors.records import is_of
from verify.ledger.services.entering import enter, recorder_of, reference_to, request_key
from verify.ledger.services.listening import Ending, tell_ending
from verify.ledger.services.sealed import keep_sealed
from verify.ledger.services.statements import SIGNED_KINDS
from verify.ledger.values import PUBLIC, Viewer


def record_retract(record: Record, *, owner: Viewer) -> Record:
    """Say on the log that the owner no longer stands by it; raises NoSuchRecord, BadRecord, NotRecordedYet.

    A retraction is a record of the same form: a sealed one is as unreadable as what it retracts. It stands below the
    pseudonym of the record itself: whoever joined a team since must not be tied to it in public.
    """
    _require_owner(record, owner)
    _require_own_content(record)
    _require_no_signature(record)
    owner = Viewer(record.organisation_id, owner.user)
    key = request_key(b"retract", record.leaf_hash.encode())
    found = Record.objects.filter(key=key).first()
    if found is not None:
        return found
    made = _retract_open(record, owner, key) if record.form == Form.OPEN else _retract_sealed(record, owner, key)
    tell_ending(record.pk, Ending.RETRACTED)
    return made


def _retract_open(record: Record, owner: Viewer, key: str) -> Record:
    return _follow(record, owner, key, Kind.RETRACTED, recorder_of(owner))


def _retract_sealed(record: Record, owner: Viewer, key: str) -> Record:
    about = reference_to(record)
    values = {
        Field.KIND: bytes([Kind.RETRACTED]),
        Field.OWNER: recorder_of(owner),
        Field.LINK: about.index.to_bytes(8, "big") + about.leaf_hash,
    }
    sealed = sealed_leaf(values, parts().randomness)
    return keep_sealed(key, sealed, owner=owner, kind=Kind.RETRACTED, previous=record)


def record_erase(record: Record, *, owner: Viewer) -> None:
    """Forget a sealed record and its salts for ever; raises NoSuchRecord, and CannotErase for an open one."""
    _require_owner(record, owner)
    if record.form == Form.OPEN:
        raise CannotErase("An open record is public and for ever: retract it instead.")
    erase_rows(SealedOpening.objects.get(record=record))


def erase_rows(opening: SealedOpening) -> None:
    """The key first: whatever happens then, nobody opens the rest again. What waits for the log becomes padding."""
    at = parts().clock()
    key_erase(opening.key_id, at=at)
    with transaction.atomic():
        Erasure.objects.get_or_create(key_id=opening.key_id, defaults={"erased": at})
        OutboxEntry.objects.filter(record_id=opening.record_id).update(record=None)
        Record.objects.filter(pk=opening.record_id).delete()
    tell_ending(opening.record_id, Ending.ERASED)


def record_hide(record: Record) -> Record:
    """An operator takes an open record out of display; the leaf stays, and a notice is recorded. Returns the notice.

    Raises NoSuchRecord for a sealed one, which is shown to nobody anyway, BadRecord, and NotRecordedYet.
    """
    if record.form != Form.OPEN:
        raise NoSuchRecord
    _require_own_content(record)
    key = request_key(b"hide", record.leaf_hash.encode())
    notice = Record.objects.filter(key=key).first()
    if notice is None:
        notice = _follow(record, PUBLIC, key, Kind.NOTICE, OPERATOR)
    if Record.objects.filter(pk=record.pk, hidden__isnull=True).update(hidden=parts().clock()):
        note("record.hidden", about="record", subject=record.pk)
    tell_ending(record.pk, Ending.HIDDEN)
    return notice


# Operators act for the installation: a notice has no owner, and no organisation's pseudonym stands below it.
OPERATOR = bytes(16)


def _follow(record: Record, owner: Viewer, key: str, kind: Kind, recorder: bytes) -> Record:
    leaf = open_leaf(
        kind=kind,
        recorder=recorder,
        content=Digest(bytes.fromhex(record.sha256)) if kind is Kind.RETRACTED else None,
        at=int(parts().clock().timestamp()),
        previous=(reference_to(record),),
    )
    return enter(key, leaf, lambda name: _row(record, owner, key, kind, name))


def _row(record: Record, owner: Viewer, key: str, kind: Kind, name: str) -> Record:
    return Record.objects.create(
        key=key,
        organisation_id=owner.organisation,
        user_id=owner.user,
        form=Form.OPEN,
        kind=kind,
        sha256=record.sha256 if kind is Kind.RETRACTED else "",
        previous=record,
        leaf_hash=name,
        created=parts().clock(),
    )


def _require_owner(record: Record, owner: Viewer) -> None:
    if not is_of(record, owner):
        raise NoSuchRecord


def _require_own_content(record: Record) -> None:
    if record.kind in (Kind.RETRACTED, Kind.NOTICE):
        raise BadRecord("This entry speaks about another record and stays as it is.")


def _require_no_signature(record: Record) -> None:
    if record.kind in SIGNED_KINDS:
        raise BadRecord("What was signed is taken back by whoever signed it: sign a retraction.")
