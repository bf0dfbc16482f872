"""Records what a call asks for, once, and waits for its place on the log while there is a seat."""

from __future__ import annotations

import time

from django.db import IntegrityError, transaction
from msgspec import UNSET, json

from chronology.records import Kind
from verify.api.errors import refuse
from verify.api.models import RecordedCall
from verify.api.records.intake import RecordWanted
from verify.api.repeats import Call, keyed
from verify.api.services import seats
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Form, Record, RecordState
from verify.ledger.selectors import record_get, require_going_on
from verify.ledger.services import record_open, record_sealed
from verify.ledger.values import MemberPart, Viewer

# Open records are entered every second; looking more often than this gains nothing.
LOOK_SECONDS = 0.1


def record_once(*, wanted: RecordWanted, owner: Viewer, key: str | None) -> Record:
    """Record it, or find what the same call recorded before; one key for two contents is refused."""
    require_going_on()
    if key is None:
        return _record(wanted, owner, once="")
    call = _call(wanted, owner, key)
    with transaction.atomic():
        _claim(call)
        # Not the stored digest of the call: nobody who reads our rows may test guesses of what is sealed.
        record = _record(wanted, owner, once=keyed(key, "sealed", str(owner.user).encode()))
        RecordedCall.objects.filter(pk=call.call).update(record=record)
        return record


def record_awaited(record: Record, seconds: float) -> Record:
    """The record once the log has it, or as it stands after so many seconds; a sealed one never waits.

    When a sealed record enters the log must not show in how long anybody waited.
    """
    if record.form == Form.SEALED or not seconds or not seats.acquire(blocking=False):
        return record
    try:
        return _waited(record, time.monotonic() + seconds)
    finally:
        seats.release()


def _waited(record: Record, end: float) -> Record:
    while record.state == RecordState.WAITING and time.monotonic() < end:
        time.sleep(LOOK_SECONDS)
        record = Record.objects.get(pk=record.pk)
    return record


def _call(wanted: RecordWanted, owner: Viewer, key: str) -> Call:
    return Call(keyed(key, "record", str(owner.user).encode()), keyed(key, "recorded", json.encode(wanted)))


def _claim(call: Call) -> None:
    """Note the call before anything is recorded; a rival with other content is told so."""
    try:
        with transaction.atomic():
            RecordedCall.objects.create(call=call.call, content=call.content)
    except IntegrityError:
        if not RecordedCall.objects.filter(call=call.call, content=call.content).exists():
            raise refuse("idempotency_key_reused") from None


def _record(wanted: RecordWanted, owner: Viewer, *, once: str) -> Record:
    sha256 = None if wanted.sha256 is UNSET else bytes.fromhex(wanted.sha256)
    listed = () if wanted.members is UNSET else wanted.members
    members = [MemberPart(one.role, bytes.fromhex(one.sha256)) for one in listed]
    if wanted.form == "sealed":
        return record_sealed(sha256=sha256, owner=owner, members=members, once=once)
    previous = None if wanted.previous is UNSET else _previous(wanted.previous, owner)
    return record_open(
        sha256=sha256,
        owner=owner,
        kind=Kind.EDITED_FROM if previous else Kind.REGISTERED,
        media_type="" if wanted.media_type is UNSET else wanted.media_type,
        members=members,
        previous=previous,
    )


def _previous(public_id: str, owner: Viewer) -> Record:
    """The record that an edit was made from: an open one, because naming a sealed one would unseal it."""
    try:
        found = record_get(public_id, viewer=owner)
    except NoSuchRecord as nothing:
        raise refuse("bad_record", "`previous` names no open record here.") from nothing
    if found.form != Form.OPEN:
        raise refuse("bad_record", "`previous` names no open record here.")
    return found
