from __future__ import annotations

import pytest

from chronology.records import Kind, OpenRecord, SealedRecord, decode
from verify.ledger.errors import BadRecord
from verify.ledger.models import Form, OpenContent, OutboxEntry, Record, Recorder, SealedOpening
from verify.ledger.selectors import open_records_of
from verify.ledger.services import record_erase, record_retract, record_statement
from verify.ledger.tests.examples import DESK, RIVAL, digest

pytestmark = pytest.mark.usefixtures("ledger")
SIGNED = digest("a signed message")


def leaf_of(record: Record) -> object:
    return decode(bytes(OutboxEntry.objects.get(record=record).leaf))


@pytest.mark.parametrize("kind", [Kind.STATEMENT, Kind.KEY_EVENT, Kind.CONSENT])
def test_the_leaf_holds_the_hash_and_a_pseudonym_and_nothing_else(kind: Kind) -> None:
    record = record_statement(kind=kind, digest=SIGNED, owner=DESK)
    leaf = leaf_of(record)
    pseudonym = bytes(Recorder.objects.get(organisation_id=DESK.organisation).pseudonym)
    assert leaf == OpenRecord(kind=kind, recorder=pseudonym, at=int(record.created.timestamp()), statement=SIGNED)
    assert not OpenContent.objects.exists(), "no look-up of a content finds it"
    assert open_records_of(SIGNED.hex()) == ()


def test_a_sealed_one_is_as_silent_as_any_other() -> None:
    record = record_statement(kind=Kind.STATEMENT, digest=SIGNED, owner=DESK, form=Form.SEALED)
    leaf = leaf_of(record)
    assert isinstance(leaf, SealedRecord)
    assert SIGNED not in bytes(OutboxEntry.objects.get().leaf)
    record_erase(record, owner=DESK)
    assert not SealedOpening.objects.exists()


def test_the_same_hash_is_recorded_once_whoever_comes() -> None:
    first = record_statement(kind=Kind.STATEMENT, digest=SIGNED, owner=DESK)
    assert record_statement(kind=Kind.STATEMENT, digest=SIGNED, owner=RIVAL) == first
    assert Record.objects.count() == OutboxEntry.objects.count() == 1


def test_other_kinds_have_their_own_doors() -> None:
    with pytest.raises(BadRecord):
        record_statement(kind=Kind.REGISTERED, digest=SIGNED, owner=DESK)
    with pytest.raises(BadRecord):
        record_statement(kind=Kind.STATEMENT, digest=b"short", owner=DESK)
    assert not Record.objects.exists()


def test_only_a_signature_takes_back_what_was_signed() -> None:
    record = record_statement(kind=Kind.STATEMENT, digest=SIGNED, owner=DESK)
    with pytest.raises(BadRecord, match="sign a retraction"):
        record_retract(record, owner=DESK)
