from __future__ import annotations

import json
import secrets
from collections.abc import Callable

import pytest

from chronology.errors import ProofBroken
from chronology.records import Field, SealedRecord, check_opening, decode, parse_openings
from verify.ledger.errors import BadRecord, CannotErase, Erased, LedgerError, NoSuchRecord
from verify.ledger.keys.models import DatumKey
from verify.ledger.keystore import KeyMissing, Locked, datum_lock, datum_unlock, key_erase
from verify.ledger.models import Erasure, OpenContent, OutboxEntry, Record, SealedOpening
from verify.ledger.parts import Parts
from verify.ledger.selectors.records import locked_of
from verify.ledger.services import record_erase, record_open, record_sealed
from verify.ledger.tests.conftest import BEGUN
from verify.ledger.tests.examples import COLLEAGUE, DESK, RIVAL, digest
from verify.ledger.values import MemberPart, SealedFields

pytestmark = pytest.mark.usefixtures("ledger")


def test_a_sealed_record_shows_its_content_nowhere() -> None:
    record_sealed(sha256=digest("secret"), owner=DESK, fields=SealedFields(camera=b"camera-7", link=b"https://a.org"))
    rows = [*Record.objects.values(), *OutboxEntry.objects.values(), *SealedOpening.objects.values()]
    stored = repr(rows).encode() + b"".join(bytes(one.leaf) for one in OutboxEntry.objects.all())
    for hidden in (digest("secret"), digest("secret").hex().encode(), b"camera-7", b"https://a.org"):
        assert hidden not in stored
    assert not OpenContent.objects.exists()


def test_the_length_of_what_is_stored_does_not_tell_the_number_of_parts() -> None:
    record_sealed(sha256=digest("s"), owner=DESK)
    for count in (1, 5, 20):
        record_sealed(sha256=None, owner=DESK, members=[MemberPart("image", digest(str(one))) for one in range(count)])
    assert len({len(bytes(one.blob)) for one in SealedOpening.objects.all()}) == 1


def test_its_owner_can_open_every_field() -> None:
    record = record_sealed(sha256=digest("s"), owner=DESK, fields=SealedFields(camera=b"camera-7"))
    datum = json.loads(datum_unlock(locked_of(record), about=record.pk))
    leaf = decode(bytes(OutboxEntry.objects.get(record=record).leaf))
    assert isinstance(leaf, SealedRecord)
    openings = parse_openings(bytes.fromhex(datum["openings"]))
    for opening in openings:
        check_opening(leaf, opening)
    values = {one.field: one.value for one in openings}
    assert values[Field.CONTENT] == digest("s")
    assert values[Field.CAMERA] == b"camera-7"
    assert set(values) == {Field.KIND, Field.CONTENT, Field.OWNER, Field.CAMERA}


def test_another_content_does_not_fit_the_seal() -> None:
    record = record_sealed(sha256=digest("s"), owner=DESK)
    leaf = decode(bytes(OutboxEntry.objects.get(record=record).leaf))
    other = record_sealed(sha256=digest("t"), owner=DESK)
    openings = parse_openings(bytes.fromhex(json.loads(datum_unlock(locked_of(other), about=other.pk))["openings"]))
    assert isinstance(leaf, SealedRecord)
    with pytest.raises(ProofBroken):
        check_opening(leaf, openings[1])


def test_a_repeated_call_with_the_same_word_is_one_record() -> None:
    first = record_sealed(sha256=digest("s"), owner=DESK, once="form-1")
    assert record_sealed(sha256=digest("s"), owner=COLLEAGUE, once="form-1") == first
    assert record_sealed(sha256=digest("s"), owner=DESK, once="form-2") != first
    assert record_sealed(sha256=digest("corrected"), owner=DESK, once="form-1") != first
    assert record_sealed(sha256=digest("s"), owner=DESK) != record_sealed(sha256=digest("s"), owner=DESK)


def test_erasing_leaves_a_leaf_that_is_padding_and_a_name_that_says_nothing() -> None:
    record = record_sealed(sha256=digest("s"), owner=DESK)
    locked = locked_of(record)
    record_erase(record, owner=COLLEAGUE)
    assert not Record.objects.exists()
    assert not SealedOpening.objects.exists()
    assert OutboxEntry.objects.get().record is None
    assert Erasure.objects.get().key_id == locked.key_id
    assert DatumKey.objects.get().secret is None
    with pytest.raises(Erased):
        datum_unlock(locked, about=record.pk)


def test_nobody_erases_what_is_not_theirs_and_nobody_what_is_open() -> None:
    with pytest.raises(NoSuchRecord):
        record_erase(record_sealed(sha256=digest("s"), owner=DESK), owner=RIVAL)
    with pytest.raises(CannotErase, match="retract"):
        record_erase(record_open(sha256=digest("o"), owner=DESK), owner=DESK)


def test_a_blob_opens_only_for_the_record_it_was_made_for() -> None:
    locked = datum_lock(b"salts", about="one", at=BEGUN, randomness=secrets.token_bytes)
    assert datum_unlock(locked, about="one") == b"salts"
    with pytest.raises(LedgerError, match="damaged"):
        datum_unlock(locked, about="another")
    with pytest.raises(LedgerError, match="damaged"):
        datum_unlock(Locked(locked.key_id, locked.blob[:-1] + bytes([locked.blob[-1] ^ 1])), about="one")


def test_a_key_that_was_never_here_is_not_called_erased() -> None:
    with pytest.raises(KeyMissing, match="restore"):
        datum_unlock(Locked("0" * 32, b"x" * 40), about="one")


def test_erasing_a_key_twice_or_before_it_came_back_is_harmless() -> None:
    locked = datum_lock(b"salts", about="one", at=BEGUN, randomness=secrets.token_bytes)
    DatumKey.objects.all().delete()
    key_erase(locked.key_id, at=BEGUN)
    key_erase(locked.key_id, at=BEGUN)
    with pytest.raises(Erased):
        datum_unlock(locked, about="one")


def test_a_source_of_randomness_that_repeats_seals_nothing(use_parts: Callable[..., Parts]) -> None:
    use_parts(randomness=lambda count: b"\x07" * count)
    with pytest.raises(BadRecord, match="repeats"):
        record_sealed(sha256=digest("s"), owner=DESK, once="x")
    assert not Record.objects.exists()
