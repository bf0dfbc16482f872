"""A SQLite file that is about to be moved: held so that nobody else can even open it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from verify.moving.errors import InUse

TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
BUSY: Final = "{name} is open in another process. Stop web, workers, signer, finder and list service, then start again."


@dataclass(frozen=True, slots=True)
class Source:
    """One old store."""

    connection: sqlite3.Connection

    def tables(self) -> set[str]:
        """The names of its tables."""
        return {name for (name,) in self.connection.execute(TABLES)}

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""
        return {row[1] for row in self.connection.execute(f"PRAGMA table_info({quoted(table)})")}

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Every row, as SQLite gives it."""
        names = ", ".join(map(quoted, columns))
        yield from self.connection.execute(f"SELECT {names} FROM {quoted(table)}")  # noqa: S608 - names of the schema

    def last_number(self, table: str) -> int:
        """The highest number that a row of this table ever had; 0 where they are not given by the store."""
        if not self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
            return 0
        found = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return int(found[0]) if found else 0


def quoted(name: str) -> str:
    """A name in the words of both databases."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def held(path: Path) -> Iterator[Source]:
    """Open a store alone; raises InUse where anybody else has it open."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
    try:
        try:
            # In this mode SQLite shares nothing with other processes, so whoever has the file open is in the way.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            raise InUse(BUSY.format(name=path.name)) from problem
        yield Source(connection)
    finally:
        connection.close()
