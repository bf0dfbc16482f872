"""PostgreSQL ends as in a crash, again and again, under a sequencer that stays: it refuses, and goes on by itself."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.audit import audit
from chronology.log import Log, no_faults
from chronology.schema.engines import open_engine
from chronology.schema.tests.postgresql import Server, running_server
from chronology.tests.rigs.acks import Book
from chronology.tests.rigs.judge import Judge, Judgement
from chronology.tests.rigs.killing import listening
from chronology.tests.rigs.processes import fork, kill
from chronology.tests.rigs.sequencer import SIGNER, Places, sequence
from chronology.tests.rigs.submitters import Submitter
from chronology.tests.rigs.telling import tell
from chronology.tiles import FolderTiles

pytestmark = pytest.mark.xdist_group("postgresql")

RECOVERY_SECONDS = 5.0


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that waits for its disk, as a real one does."""
    with running_server("-c", "fsync=on") as found:
        yield found


@pytest.fixture
def places(server: Server, tmp_path: Path) -> Places:
    """A new log on that server."""
    address = server.new_database("rig")
    log = Log.create(open_engine(address), FolderTiles(tmp_path), vkey=SIGNER.vkey)
    log.engine.dispose()
    return Places(tmp_path, lambda faults: Log.open(open_engine(address), FolderTiles(tmp_path), faults=faults))


@pytest.mark.timeout(180)
def test_a_few_restarts(server: Server, places: Places) -> None:
    _restart_again_and_again(server, places, restarts=4, submitters=4)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_two_hundred_restarts(server: Server, places: Places) -> None:
    _restart_again_and_again(server, places, restarts=200, submitters=8)


def _restart_again_and_again(server: Server, places: Places, *, restarts: int, submitters: int) -> None:
    books = [Book(places.folder / f"acks-{number}", number) for number in range(submitters)]
    with listening() as (listener, address):
        children = [fork(lambda: sequence(places, listener, 7))]
        children += [fork(Submitter(address, one.path, one.submitter, most=30).run) for one in books]
        try:
            slowest = max(_one_restart(server, books) for _ in range(restarts))
        finally:
            for child in children:
                kill(child)
    found = _judged(places, books)
    tell(f"{restarts} restarts of PostgreSQL, {submitters} submitting: {found}; back after {slowest:.1f} s at most")
    assert found.wrong == 0
    assert found.acknowledged > 100 * restarts
    assert slowest <= RECOVERY_SECONDS


def _one_restart(server: Server, books: list[Book]) -> float:
    """Seconds from the server's return to the next acknowledgement."""
    _wait_for_more(books)
    time.sleep(random.uniform(0, 0.3))
    server.stop_at_once()
    server.start("-c", "fsync=on")
    began = time.monotonic()
    _wait_for_more(books)
    return time.monotonic() - began


def _wait_for_more(books: list[Book]) -> None:
    before = _written(books)
    end = time.monotonic() + 30
    while _written(books) == before:
        assert time.monotonic() < end, "nothing more was acknowledged in half a minute"
        time.sleep(0.01)


def _written(books: list[Book]) -> int:
    return sum(one.path.stat().st_size for one in books if one.path.exists())


def _judged(places: Places, books: list[Book]) -> Judgement:
    judge, log = Judge(books, places.seen), places.open(no_faults)
    judge.look(log)
    assert audit(log).findings == ()
    log.engine.dispose()
    return judge.found
