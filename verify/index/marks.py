"""The numbers of changes: one a change, taken under a row lock, so that they become visible in their order."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select, update

from verify.index.tables import MARK, marks

KEPT_MILLISECONDS: Final = 24 * 3600 * 1000
"""How long a tombstone stays after its item is gone from the segments: a reader that slept half as long starts anew."""


def next_serial(connection: Connection, count: int = 1) -> int:
    """Take `count` numbers and answer the last; others wait until this transaction ends."""
    change = update(marks).where(marks.c.number == MARK).values(serial=marks.c.serial + count)
    taken: int = connection.execute(change.returning(marks.c.serial)).scalar_one()
    return taken


def last_serial(connection: Connection) -> int:
    """The newest change that can be seen."""
    seen: int = connection.execute(select(marks.c.serial).where(marks.c.number == MARK)).scalar_one()
    return seen


def store_name(connection: Connection) -> str:
    """The random name of this store; a restored copy keeps it, a new store has another."""
    name: str = connection.execute(select(marks.c.store).where(marks.c.number == MARK)).scalar_one()
    return name
