"""How a store is opened: SQLite so that a commit is on disk when it returns, PostgreSQL likewise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, make_url

BUSY_MILLISECONDS = 10_000
"""How long a writer of SQLite waits for another process before it gives up; far above any commit of ours."""
CACHE_KIBIBYTES = 65_536
"""Pages that SQLite keeps in memory; the index of keys is read at random places."""
CHECKPOINT_PAGES = 4_000
"""Pages in the write-ahead log before they move to the database: 16 MB, so that not each bulk commit moves them."""


_TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


def open_engine(address: str) -> Engine:
    """Open `sqlite:///PATH` or `postgresql://…`; each commit waits for the disk, whatever the server's settings are."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000}))
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return _postgresql(create_engine(url, pool_pre_ping=True))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that is going to write: SQLite takes the write lock at once, so it never fails half way.

    Threads of one process wait for one another here, woken at once; other processes poll inside SQLite.
    """
    turn = _turn(engine)
    mine = turn.acquire(timeout=BUSY_MILLISECONDS / 1000)
    try:
        with engine.connect().execution_options(firstlight_writes=True) as connection, connection.begin():
            yield connection
    finally:
        if mine:
            turn.release()


def _turn(engine: Engine) -> Lock:
    """Whose turn it is to write to this SQLite database; PostgreSQL needs none, so there it is nobody else's."""
    return _TURNS.setdefault(engine, Lock()) if engine.dialect.name == "sqlite" else Lock()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees a single state of the store."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


def _sqlite(engine: Engine) -> Engine:
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{CACHE_KIBIBYTES}",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("firstlight_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(engine: Engine) -> Engine:
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    connection.execute("SET synchronous_commit = on")
    connection.commit()
