"""The lease and its fencing token: rivals are refused, and who was overtaken stores nothing more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import text

from chronology.errors import NotTheSequencer
from chronology.log import Log, Point
from chronology.log.tests.ground import Strikes, entries
from chronology.schema.engines import open_engine, writing

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def rival_of(log: Log, faults: Strikes | None = None) -> Log:
    """The same log as another process would open it."""
    engine = open_engine(log.engine.url.render_as_string(hide_password=False))
    return Log.open(engine, log.tiles, faults=faults or Strikes())


def test_a_rival_is_refused_while_the_lease_lasts(log: Log) -> None:
    rival = rival_of(log)
    with log.sequencing("first"):
        with pytest.raises(NotTheSequencer, match="first writes to this log now"), rival.sequencing("second"):
            pass
        log.append(b"one")
    with rival.sequencing("second"):  # given back, so no waiting
        assert rival.append(b"two").index == 1
    rival.engine.dispose()


def test_the_lease_is_renewed_for_as_long_as_it_is_needed(log: Log) -> None:
    rival = rival_of(log)
    with log.sequencing("first", lease_milliseconds=300):
        Event().wait(1)
        with pytest.raises(NotTheSequencer), rival.sequencing("second"):
            pass
        assert log.append(b"one").index == 0
    rival.engine.dispose()


def test_who_was_overtaken_stores_nothing_more(log: Log) -> None:
    """The first one sleeps so long that its lease runs out, wakes up and goes on writing: the token says no."""
    rival = rival_of(log)
    with log.sequencing("first", clock=lambda: LONG_AGO):  # its lease ran out before it began
        log.append(b"one")
        with rival.sequencing("second"):
            rival.append(b"two")
            with pytest.raises(NotTheSequencer):
                log.append(b"three")
            with pytest.raises(NotTheSequencer):
                log.file_tiles()
            with pytest.raises(NotTheSequencer):  # and it stays ended
                log.append(b"four")
            assert rival.append(b"five").index == 2
    assert list(log.entries(0, 3)) == [b"one", b"two", b"five"]
    rival.engine.dispose()


def test_a_rival_that_comes_in_the_middle_of_a_commit_waits_for_it(log: Log, strikes: Strikes) -> None:
    rival, inside, go_on = rival_of(log), Event(), Event()

    def hold() -> None:
        inside.set()
        go_on.wait(10)

    def overtake() -> list[bytes]:
        with rival.sequencing("second"):
            rival.append(b"two")
            return list(rival.entries(0, 2))

    with log.sequencing("first", clock=lambda: LONG_AGO), ThreadPoolExecutor(2) as threads:
        strikes.plan(Point.COMMIT_BEFORE, hold)
        first = threads.submit(log.append, b"one")
        inside.wait(10)
        second = threads.submit(overtake)
        go_on.set()
        assert first.result().index == 0
        assert second.result() == [b"one", b"two"]
    rival.engine.dispose()


def test_a_lease_from_a_clock_far_ahead_counts_as_run_out(log: Log) -> None:
    rival = rival_of(log)
    ahead = datetime.now(UTC) + timedelta(days=3650)
    with log.sequencing("first", clock=lambda: ahead), rival.sequencing("second"):
        rival.append(b"one")
    rival.engine.dispose()


def test_the_token_grows_with_each_holder(log: Log) -> None:
    tokens = []
    for holder in ("first", "second", "first"):
        with log.sequencing(holder), log.engine.connect() as connection:
            tokens.append(connection.execute(text("SELECT token FROM lease")).scalar_one())
    assert tokens == [1, 2, 3]


def test_a_row_that_forks_the_log_is_refused_even_without_a_lease(log: Log) -> None:
    """What the planted fault of the kill rig does: read the highest number, then insert."""
    with log.sequencing("first"):
        log.append_many(entries(3))
    fork = (
        "INSERT INTO batch SELECT log, 1, 1, entries, substr(leaf_hashes, 1, 32), NULL, 2, root, range, token, 0 "
        "FROM batch WHERE first = 0"
    )
    with pytest.raises(Exception, match="a gap or a fork"), writing(log.engine) as connection:
        connection.exec_driver_sql(fork)
