"""The index may end inside a tile that is filed: its first keys are in the index alone, the others in rows alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.audit import audit
from chronology.log import Log, open_log
from chronology.log.tests.ground import entries, new_key
from chronology.log.times import system_clock


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """600 entries: 300 are indexed, 512 filed, and the rows of the first 300 pruned."""
    found = open_log(tmp_path / "log", vkey=new_key().vkey)
    with found.sequencing("a test"):
        for start in (0, 300):
            found.append_many(entries(300, start=start), keys=[b"key %d" % (start + number) for number in range(300)])
            if not start:
                found.file_tiles()
        assert found._sequencer is not None
        assert found._sequencer._filer.file_all(system_clock) == 512
    yield found
    found.engine.dispose()


def changed(log: Log, statement: str) -> None:
    """Do what the triggers refuse, as whoever has the file can."""
    database = sqlite3.connect(str(log.engine.url.database))
    with database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)
    database.close()


def test_it_is_what_was_recorded(log: Log) -> None:
    with log.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT min(first), max(size) FROM batch").one() == (300, 600)
        assert connection.exec_driver_sql("SELECT count(*) FROM entry_key").scalar_one() == 300
    assert audit(log).findings == ()


@pytest.mark.parametrize("number", [256, 299])
def test_a_changed_key_of_its_first_part_is_found(log: Log, number: int) -> None:
    changed(log, f"UPDATE entry_key SET key = zeroblob(32) WHERE number = {number}")

    assert [one.place for one in audit(log).findings] == ["keys 256 to 511"]


def test_a_changed_key_of_its_rest_is_found(log: Log) -> None:
    changed(log, "UPDATE batch SET keys = CAST(substr(keys, 33, 32) || substr(keys, 33) AS BLOB) WHERE first = 300")

    assert "keys 256 to 511" in [one.place for one in audit(log).findings]
