"""Log and signing record put back from one old backup: only a witness still knows, over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.errors import PeerUnavailable, RolledBack
from chronology.log import CheckpointSigner, Log, SigningRecord, open_log
from chronology.log.times import system_clock
from chronology.notes.tests.keys import cosigner, signer
from chronology.schema.engines import open_engine
from chronology.schema.upgrade import upgrade
from chronology.witnesses import Witness, WitnessAnswer, WitnessPeer
from chronology.witnesses.tests.served import served
from verify.signer_wiring import _seen_by_witness

KEY = signer("log.example")


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[WitnessPeer]:
    """A witness that has cosigned three entries of the log that was."""
    engine = open_engine(f"sqlite:///{tmp_path / 'witness.sqlite3'}")
    upgrade(engine)
    witness = Witness(engine, cosigner("w.example"), {"log.example": [KEY.verifier]}, system_clock)
    with served(witness.add_checkpoint) as prefix:
        found = WitnessPeer(prefix, (cosigner("w.example").verifier,), "w.example")
        assert _seen_by_witness(_log(tmp_path / "was", b"one", b"two", b"three"), KEY, found)[0].size == 3
        yield found
    engine.dispose()


def _log(folder: Path, *entries: bytes) -> Log:
    log = open_log(folder, vkey=KEY.vkey)
    checkpoints = CheckpointSigner(log, KEY, SigningRecord(folder / "signed"), system_clock)
    checkpoints.start()
    with log.sequencing("test"):
        log.append_many(list(entries))
        assert checkpoints.sign() is not None
    return log


def test_the_same_log_goes_on(tmp_path: Path, peer: WitnessPeer) -> None:
    assert _seen_by_witness(_log(tmp_path / "same", b"one", b"two", b"three"), KEY, peer)[0].size == 3
    assert _seen_by_witness(_log(tmp_path / "grown", b"one", b"two", b"three", b"four"), KEY, peer)[0].size == 4


@pytest.mark.parametrize("entries", [(b"one", b"two"), (b"one", b"two", b"other"), (b"one", b"two", b"other", b"four")])
def test_an_older_or_another_history_stops_before_anything_is_signed(
    tmp_path: Path, peer: WitnessPeer, entries: tuple[bytes, ...]
) -> None:
    restored = _log(tmp_path / "restored", *entries)
    with pytest.raises(RolledBack, match=r"w\.example says that it has cosigned 3 entries"):
        _seen_by_witness(restored, KEY, peer)


def test_a_store_that_grew_unsigned_after_it_was_put_back_is_noticed_too(tmp_path: Path, peer: WitnessPeer) -> None:
    restored = _log(tmp_path / "restored", b"one", b"two")
    with restored.sequencing("test"):
        restored.append_many([b"other", b"four"])
    with pytest.raises(RolledBack):
        _seen_by_witness(restored, KEY, peer)


def test_a_log_that_lost_all_it_ever_signed_asks_with_an_empty_checkpoint(tmp_path: Path, peer: WitnessPeer) -> None:
    empty = open_log(tmp_path / "empty", vkey=KEY.vkey)
    with pytest.raises(RolledBack, match=r"w\.example says that it has cosigned 3 entries"):
        _seen_by_witness(empty, KEY, peer)
    empty.engine.dispose()


def test_a_log_that_begins_is_told_that_nothing_of_it_was_seen(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'witness.sqlite3'}")
    upgrade(engine)
    witness = Witness(engine, cosigner("w.example"), {"log.example": [KEY.verifier]}, system_clock)
    log = open_log(tmp_path / "new", vkey=KEY.vkey)
    with served(witness.add_checkpoint) as prefix:
        new = WitnessPeer(prefix, (cosigner("w.example").verifier,), "w.example")
        assert [head.size for head in _seen_by_witness(log, KEY, new)] == [0]
        _log(tmp_path / "new", b"one")  # its first checkpoint is cosigned from there
        assert _seen_by_witness(log, KEY, new)[0].size == 1
    log.engine.dispose()
    engine.dispose()


def test_a_witness_that_is_away_has_not_answered(tmp_path: Path) -> None:
    log = open_log(tmp_path / "new", vkey=KEY.vkey)
    with served(lambda _: WitnessAnswer(503, b"down for maintenance\n")) as prefix:
        away = WitnessPeer(prefix, (cosigner("w.example").verifier,), "w.example")
        with pytest.raises(PeerUnavailable):
            _seen_by_witness(log, KEY, away)
    log.engine.dispose()
