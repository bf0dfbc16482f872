"""Storage that fails: "failed and not stored" and "failed yet stored", at every write of the way."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from chronology import leaf_hash
from chronology.errors import NotTheSequencer, StoreUnavailable
from chronology.log import CheckpointSigner, Log, Point, SigningRecord, sequencer
from chronology.log.tests.ground import Strikes, disk_fails, entries
from chronology.log.times import system_clock
from chronology.notes.keys import Ed25519NoteSigner
from chronology.notes.signed_checkpoint import open_checkpoint


def test_a_commit_that_failed_and_was_not_stored_is_not_acknowledged(log: Log, strikes: Strikes) -> None:
    with log.sequencing("a test"):
        log.append(b"one")
        strikes.plan(Point.COMMIT_BEFORE, disk_fails)
        with pytest.raises(StoreUnavailable):
            log.append(b"two")
        assert log.head().size == 1
        assert log.find(leaf_hash(b"two")) is None
        assert log.append(b"two").index == 1


def test_a_commit_that_failed_yet_was_stored_is_found_by_its_key(log: Log, strikes: Strikes) -> None:
    with log.sequencing("a test"):
        strikes.plan(Point.COMMIT_AFTER, disk_fails)
        with pytest.raises(StoreUnavailable):
            log.append_many(entries(3))
        receipts = log.append_many(entries(4))
        assert [(one.index, one.repeated) for one in receipts] == [(0, True), (1, True), (2, True), (3, False)]
    assert log.head().size == 4


def test_all_callers_of_a_failed_group_are_told(log: Log, strikes: Strikes) -> None:
    held = Event()
    with log.sequencing("a test"), ThreadPoolExecutor(20) as threads:
        strikes.plan(Point.COMMIT_BEFORE, lambda: held.wait(10) and None, disk_fails)
        first, *others = entries(20)
        waiting = [threads.submit(log.append, first)]
        while not strikes.passed[Point.COMMIT_BEFORE]:  # else all of them might make one group
            sleep(0.01)
        waiting += [threads.submit(log.append, entry) for entry in others]
        held.set()
        failed = [one for one in waiting if isinstance(one.exception(), StoreUnavailable)]
        assert 0 < len(failed) < 20
        assert log.head().size == 20 - len(failed)


def test_a_repeat_after_a_failure_is_acknowledged_only_after_a_new_write(log: Log, strikes: Strikes) -> None:
    """A sync that failed may have left pages that never reach the disk: a look at them is no proof."""
    with log.sequencing("a test"):
        strikes.plan(Point.COMMIT_AFTER, disk_fails)
        with pytest.raises(StoreUnavailable):
            log.append(b"one")
        lease = "SELECT expires_at FROM lease"
        with log.engine.connect() as connection:
            before = connection.exec_driver_sql(lease).scalar_one()
        Event().wait(0.01)
        assert log.append(b"one").repeated
        with log.engine.connect() as connection:
            assert connection.exec_driver_sql(lease).scalar_one() > before


@pytest.mark.parametrize("point", [Point.LEASE_BEFORE, Point.LEASE_AFTER])
def test_a_lease_that_may_or_may_not_be_ours_runs_out(log: Log, strikes: Strikes, point: Point) -> None:
    strikes.plan(point, disk_fails)
    with pytest.raises(StoreUnavailable), log.sequencing("a test", lease_milliseconds=50):
        pass
    Event().wait(0.1)
    with log.sequencing("a test"):
        assert log.append(b"one").index == 0


@pytest.mark.parametrize(
    "point",
    [
        Point.FILE_BEFORE,
        Point.FILE_AFTER,
        Point.FILING_BEFORE,
        Point.FILING_AFTER,
        Point.INDEX_BEFORE,
        Point.INDEX_AFTER,
        Point.PRUNE_BEFORE,
        Point.PRUNE_AFTER,
    ],
)
def test_filing_may_fail_at_every_step_and_goes_on_where_it_was(
    log: Log, strikes: Strikes, monkeypatch: pytest.MonkeyPatch, point: Point
) -> None:
    monkeypatch.setattr(sequencer, "TIDY_SECONDS", 1000)  # the background would take the fault
    with log.sequencing("a test"):
        log.append_many(entries(600))
        strikes.plan(point, disk_fails)
        with pytest.raises(StoreUnavailable):
            log.file_tiles()
        assert list(log.entries(0, 600)) == entries(600)
        assert log.file_tiles() == 512
        assert list(log.entries(0, 600)) == entries(600)
        log.append_many(entries(600, start=600))
        assert log.file_tiles() == 1024


@pytest.mark.parametrize(
    "point",
    [
        Point.SIGN_BEFORE,
        Point.SIGN_AFTER,
        Point.RECORD_BEFORE,
        Point.RECORD_SYNC,
        Point.RECORD_AFTER,
        Point.PUBLISH_BEFORE,
        Point.PUBLISH_AFTER,
    ],
)
@pytest.mark.parametrize("restart", [False, True])
def test_signing_may_fail_at_every_step_and_goes_on(
    log: Log, strikes: Strikes, key: Ed25519NoteSigner, tmp_path: Path, point: Point, restart: bool
) -> None:
    record = SigningRecord(tmp_path / "signed", strikes)
    signer = CheckpointSigner(log, key, record, system_clock, strikes)
    signer.start()
    with log.sequencing("a test"):
        log.append_many(entries(3))
        signer.sign()
        log.append_many(entries(2, start=3))
        strikes.plan(point, disk_fails)
        with pytest.raises(StoreUnavailable):
            signer.sign()
        log.append(b"while it failed")
    if restart:
        signer = CheckpointSigner(log, key, record, system_clock, strikes)
        signer.start()
    signer.sign()
    sizes = [open_checkpoint(note, origin=log.origin, verifiers=(key.verifier,)).size for note in log.checkpoints()]
    assert sizes in ([6, 3], [6, 5, 3])
    assert record.read() == log.checkpoint()


def test_a_sequencer_that_breaks_down_answers_everybody(
    log: Log, strikes: Strikes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    said: list[type[BaseException] | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: said.append(told.exc_type))
    with log.sequencing("a test"):
        strikes.plan(Point.COMMIT_BEFORE, break_down)
        with pytest.raises(StoreUnavailable):
            log.append(b"one")
        with pytest.raises(NotTheSequencer):
            log.append(b"two")
    assert said == [ZeroDivisionError]
    assert log.head().size == 0
