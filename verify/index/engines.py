"""How the store of the index is opened: like the log's, and what is deleted is overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError

from chronology.schema.engines import open_engine as open_durable
from chronology.schema.engines import reading, writing
from verify.index.errors import IndexUnavailable

__all__ = ["answered", "open_engine", "reading", "writing"]

AWAY = "The index of fingerprints cannot be reached now. This says nothing about any record."


def open_engine(address: str) -> Engine:
    """Open `sqlite:///PATH` or `postgresql://…`; a commit is on disk when it returns."""
    engine = open_durable(address)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _overwrite_deleted)
    return engine


@contextmanager
def answered() -> Iterator[None]:
    """Inside the block, a store that does not answer raises IndexUnavailable."""
    try:
        yield
    except SQLAlchemyError as problem:
        raise IndexUnavailable(AWAY) from problem


def _overwrite_deleted(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA secure_delete = ON")
