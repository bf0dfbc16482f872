"""A key may be in memory and rows, half way into the index, or in the index alone; it is the same key in each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from chronology.errors import Conflict, StoreUnavailable
from chronology.log import Log, Point, indexing, open_log, recent, sequencer
from chronology.log.tests.ground import Strikes, disk_fails, entries, new_key
from chronology.types import Receipt


def keys(count: int, start: int = 0) -> list[bytes]:
    return [b"key %d" % number for number in range(start, start + count)]


def require_all_known(log: Log, receipts: list[Receipt]) -> None:
    """Each key is found by a reader and by the sequencer, and takes no other entry."""
    repeated = [replace(one, repeated=True) for one in receipts]
    assert [log.find(key) for key in keys(len(receipts))] == repeated
    assert log.append_many(entries(len(receipts)), keys=keys(len(receipts))) == repeated
    for key in (keys(1)[0], keys(len(receipts))[-1]):
        with pytest.raises(Conflict):
            log.append(b"something else", key=key)


def test_before_while_and_after_they_are_indexed(log: Log, strikes: Strikes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "SLICE", 10)
    monkeypatch.setattr(sequencer, "TIDY_SECONDS", 1000)
    monkeypatch.setattr(recent, "GENERATION", 16)
    with log.sequencing("a test"):
        receipts = log.append_many(entries(60), keys=keys(60))
        require_all_known(log, receipts)
        strikes.plan(Point.INDEX_AFTER, lambda: None, disk_fails)
        with pytest.raises(StoreUnavailable):
            log.file_tiles()
        with log.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM entry_key")).scalar_one() == 20
        require_all_known(log, receipts)
        receipts += log.append_many(entries(40, start=60), keys=keys(40, start=60))
        log.file_tiles()
        with log.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM entry_key")).scalar_one() == 100
        require_all_known(log, receipts)
        receipts += log.append_many(entries(40, start=100), keys=keys(40, start=100))
        require_all_known(log, receipts)
    assert log.head().size == 140


def test_after_a_restart_in_the_middle_of_indexing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "SLICE", 10)
    monkeypatch.setattr(sequencer, "TIDY_SECONDS", 1000)
    strikes = Strikes()
    log = open_log(tmp_path / "log", vkey=new_key().vkey, faults=strikes)
    with log.sequencing("first"):
        receipts = log.append_many(entries(60), keys=keys(60))
        strikes.plan(Point.INDEX_BEFORE, lambda: None, disk_fails)
        with pytest.raises(StoreUnavailable):
            log.file_tiles()
    log.engine.dispose()
    again = open_log(tmp_path / "log")
    with again.sequencing("second"):
        require_all_known(again, receipts)
        again.file_tiles()
        require_all_known(again, receipts)
    again.engine.dispose()


def test_the_background_indexes_once_enough_keys_wait(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "FEWEST", 50)
    with log.sequencing("a test"):
        log.append_many(entries(49))
        Event().wait(1)
        indexed = text("SELECT count(*) FROM entry_key")
        with log.engine.connect() as connection:
            assert connection.execute(indexed).scalar_one() == 0
        log.append_many(entries(10, start=49))
        for _ in range(100):
            Event().wait(0.1)
            with log.engine.connect() as connection:
                if connection.execute(indexed).scalar_one() == 59:
                    return
    pytest.fail("the keys were never indexed")


def test_callers_wait_where_the_index_cannot_keep_up(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequencer, "MOST_RECENT", 100)
    monkeypatch.setattr(sequencer, "TIDY_SECONDS", 1000)
    monkeypatch.setattr(recent, "GENERATION", 16)
    monkeypatch.setattr(indexing, "FEWEST", 50)
    with log.sequencing("a test"):
        for start in range(0, 1_000, 20):
            log.append_many(entries(20, start=start))
        with log.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM entry_key")).scalar_one() >= 800
        assert [one.repeated for one in log.append_many(entries(1_000))] == [True] * 1_000
