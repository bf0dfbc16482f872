"""An old backup put back, a lost or foreign record, others who have seen more: a loud stop, never a second history."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chronology.errors import ChronologyError, Malformed, NotTheSequencer, RolledBack
from chronology.log import CheckpointSigner, Log, SigningRecord, open_log
from chronology.log.tests.ground import entries, new_key
from chronology.log.times import system_clock
from chronology.merkle.tests.reference import leaves, mth
from chronology.notes.keys import Ed25519NoteSigner
from chronology.notes.signed_checkpoint import open_checkpoint, sign_checkpoint
from chronology.types import SeenHead, TreeHead


def signer_of(log: Log, key: Ed25519NoteSigner, folder: Path) -> CheckpointSigner:
    return CheckpointSigner(log, key, SigningRecord(folder / "signed"), system_clock)


@pytest.fixture
def signed(log: Log, key: Ed25519NoteSigner, tmp_path: Path) -> Log:
    """A log of five entries with a checkpoint of five."""
    signer = signer_of(log, key, tmp_path)
    signer.start()
    with log.sequencing("a test"):
        log.append_many(entries(5))
    note = signer.sign()
    assert note is not None
    assert open_checkpoint(note, origin=log.origin, verifiers=(key.verifier,)).head == TreeHead(5, mth(leaves(5)))
    assert signer.sign() is None
    return log


def test_an_old_backup_put_back_ends_in_a_loud_stop(tmp_path: Path, key: Ed25519NoteSigner) -> None:
    log = open_log(tmp_path / "log", vkey=key.vkey)
    signer = signer_of(log, key, tmp_path)
    signer.start()
    with log.sequencing("a test"):
        log.append_many(entries(5))
        signer.sign()
        log.engine.dispose()
    log.engine.dispose()
    shutil.copytree(tmp_path / "log", tmp_path / "backup")
    with log.sequencing("a test"):
        log.append_many(entries(5, start=5))
        signer.sign()
    log.engine.dispose()
    shutil.rmtree(tmp_path / "log")
    shutil.copytree(tmp_path / "backup", tmp_path / "log")
    restored = open_log(tmp_path / "log")
    again = signer_of(restored, key, tmp_path)
    with pytest.raises(RolledBack, match="10 entries of this log, the store 5"):
        again.start()
    with pytest.raises(NotTheSequencer):
        again.sign()
    with restored.sequencing("a test"):  # and a second history of the same length is noticed too
        restored.append_many([b"other %d" % number for number in range(5)])
    with pytest.raises(RolledBack, match="another history"):
        again.start()
    restored.engine.dispose()


def test_a_running_signer_notices_that_the_store_shrank(tmp_path: Path, key: Ed25519NoteSigner) -> None:
    log, old = open_log(tmp_path / "log", vkey=key.vkey), open_log(tmp_path / "old", vkey=key.vkey)
    signer = signer_of(log, key, tmp_path)
    signer.start()
    with log.sequencing("a test"), old.sequencing("a test"):
        log.append_many(entries(5))
        old.append_many(entries(3))
        signer.sign()
    signer._log = old
    with pytest.raises(RolledBack):
        signer.sign()
    log.engine.dispose()
    old.engine.dispose()


@pytest.mark.parametrize(
    "seen",
    [
        SeenHead("a chain", 6, None),
        SeenHead("a witness", 6, mth(leaves(6))),
        SeenHead("a witness", 5, mth(leaves(4))),
        SeenHead("a witness", 3, mth(leaves(5))),
        SeenHead("a witness", 0, mth(leaves(1))),
    ],
    ids=["longer", "longer with root", "other root", "other history", "other beginning"],
)
def test_what_others_have_seen_must_be_in_the_log(
    signed: Log, key: Ed25519NoteSigner, tmp_path: Path, seen: SeenHead
) -> None:
    with pytest.raises(RolledBack, match=seen.source):
        signer_of(signed, key, tmp_path).start([seen])


def test_others_may_be_behind(signed: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    signer = signer_of(signed, key, tmp_path)
    signer.start([SeenHead("a chain", 3, mth(leaves(3))), SeenHead("a witness", 5, None)])
    with signed.sequencing("a test"):
        signed.append_many(entries(1, start=5))
    assert signer.sign() == signed.checkpoint()


def test_a_head_without_a_root_must_have_been_signed_here(signed: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    """A store that was put back and grew again is as large as what others saw, and yet another one."""
    with signed.sequencing("a test"):
        signed.append_many([b"other", *entries(4, start=6)])
    with pytest.raises(RolledBack, match="only 5 were signed"):
        signer_of(signed, key, tmp_path).start([SeenHead("a chain", 7, None)])
    signer_of(signed, key, tmp_path).start([SeenHead("a chain", 5, None)])


def test_a_lost_record_is_no_permission_to_sign(signed: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    (tmp_path / "signed").unlink()
    signer = signer_of(signed, key, tmp_path)
    with pytest.raises(RolledBack, match="signing record is missing"):
        signer.start()
    signer.start(adopt=True)
    assert (tmp_path / "signed").read_bytes() == signed.checkpoint()


def test_a_record_of_another_key_or_damaged_is_refused(signed: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    head = signed.head()
    for note in (b"not a note", sign_checkpoint(head, signed.origin, new_key()), b""):
        (tmp_path / "signed").write_bytes(note)
        with pytest.raises(ChronologyError):
            signer_of(signed, key, tmp_path).start()


@pytest.mark.parametrize("damaged", [b"", b"not a note\n"], ids=["empty", "garbage"])
def test_a_damaged_record_stops_with_what_to_do(
    signed: Log, key: Ed25519NoteSigner, tmp_path: Path, damaged: bytes
) -> None:
    (tmp_path / "signed").write_bytes(damaged)
    with pytest.raises(RolledBack, match=r"signing record is damaged.*Put it back"):
        signer_of(signed, key, tmp_path).start(adopt=True)
    assert (tmp_path / "signed").read_bytes() == damaged


def test_tiles_of_entries_that_the_database_lost_stop_it_too(tmp_path: Path, key: Ed25519NoteSigner) -> None:
    """They were acknowledged and filed, but never signed: no checkpoint tells of them."""
    folder, store = tmp_path / "log", tmp_path / "log" / "log.sqlite3"
    log = open_log(folder, vkey=key.vkey)
    first = signer_of(log, key, tmp_path)
    first.start()
    with log.sequencing("a test"):
        log.append_many(entries(10))
        assert first.sign()
    log.engine.dispose()
    shutil.copy(store, tmp_path / "backup")
    with log.sequencing("a test"):
        log.append_many(entries(600, start=10))
        assert log.file_tiles() == 512
    log.engine.dispose()
    signer_of(log, key, tmp_path).start()  # the database that filed them may go on
    log.engine.dispose()
    for left in folder.glob("log.sqlite3*"):
        left.unlink()
    shutil.copy(tmp_path / "backup", store)
    restored = open_log(folder)
    with pytest.raises(RolledBack, match="more than the 10 entries of the database"):
        signer_of(restored, key, tmp_path).start()
    restored.engine.dispose()


def test_two_signers_of_one_record_stop_one_another(signed: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    first, second = signer_of(signed, key, tmp_path), signer_of(signed, key, tmp_path)
    first.start()
    second.start()
    with signed.sequencing("a test"):
        signed.append_many(entries(1, start=5))
    first.sign()
    with signed.sequencing("a test"):
        signed.append_many(entries(1, start=6))
    with pytest.raises(NotTheSequencer):
        second.sign()
    assert len(signed.checkpoints()) == 2


def test_a_key_of_another_log_signs_nothing(log: Log, tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        signer_of(log, new_key(), tmp_path)


def test_nothing_is_signed_before_the_comparison(log: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    with pytest.raises(NotTheSequencer):
        signer_of(log, key, tmp_path).sign()


def test_the_record_is_for_its_owner_alone(signed: Log, tmp_path: Path) -> None:
    assert (tmp_path / "signed").stat().st_mode & 0o777 == 0o600
    assert signed.head().size == 5
