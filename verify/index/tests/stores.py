"""Stores, media and segments for tests of the index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy import Engine

from chronology.schema.tests.postgresql import running_server
from provenance.fingerprint.types import Code, Fingerprints
from verify.index.building import life
from verify.index.building.builder import Builder
from verify.index.engines import open_engine, writing
from verify.index.finder.reader import Reader
from verify.index.items import Entrance, Items, open_items
from verify.index.lease import take
from verify.index.moments import now
from verify.index.shelf import Shelf
from verify.index.tests.making_codes import asking, code, picture
from verify.index.types import EVERYBODY, Scope

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """Goes on only when told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def milliseconds(self) -> int:
        return round(self.now.timestamp() * 1000)

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def store(folder: Path) -> Engine:
    """An empty store in a file of its own."""
    (folder / "index.sqlite3").write_bytes(_empty_store())
    return open_engine(f"sqlite:///{folder}/index.sqlite3")


@cache
def _empty_store() -> bytes:
    """The bytes of a store without items: its steps run once a test run."""
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/index.sqlite3")
        open_items(engine)
        life.tidy(engine)
        engine.dispose()
        return (Path(folder) / "index.sqlite3").read_bytes()


@contextmanager
def store_on_server() -> Iterator[Engine]:
    """An empty store on a PostgreSQL server of its own; skips loudly where the machine has none."""
    with running_server() as server:
        engine = open_engine(server.new_database("index"))
        open_items(engine)
        yield engine
        engine.dispose()


def medium(random: np.random.Generator, *, pdq: Code | None = None, local: int = 12) -> Fingerprints:
    """A picture with codes that no other has."""
    return asking(picture(pdq or code(random), [code(random) for _ in range(local)]))


def until(happened: Callable[[], object], seconds: float) -> bool:
    """Whether it happened in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.05)
    return False


def entrance(
    subject: str, fingerprints: Fingerprints, *, scope: Scope = EVERYBODY, recorder: str = "", comparable: bool = False
) -> Entrance:
    return Entrance(subject, scope, fingerprints, comparable, False, NOON, recorder)


def filled(engine: Engine, random: np.random.Generator, count: int, clock: Clock | None = None) -> Items:
    """Items named 0, 1, … in this store."""
    items = Items(engine, clock or Clock())
    items.put_all([entrance(str(number), medium(random)) for number in range(count)])
    return items


def builder_for(engine: Engine, folder: Path, clock: Clock | None = None) -> Builder:
    """A builder with the lease of this folder, as the builder's process has one, in the time of the items' own clock.

    By the time of the machine it would forget at once what was dropped a day ago.
    """
    shelf = Shelf(folder)
    with writing(engine) as connection:
        lease = take(connection, shelf.name, "a test", now=now())
    return Builder(engine, shelf, lease, (clock or Clock()).milliseconds)


def reader_for(engine: Engine, folder: Path) -> Reader:
    """A reader that has looked once."""
    reader = Reader(engine, Shelf(folder))
    reader.refresh()
    return reader
