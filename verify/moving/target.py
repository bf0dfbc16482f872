"""A new store on PostgreSQL: filled in one transaction, compared inside it, and kept whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, Final, LiteralString, cast

import psycopg

from verify.moving.errors import NotEmpty, NotMovable
from verify.moving.source import Source, quoted
from verify.moving.values import JSON, Column, Sum, canonical, summed

MARK: Final = "firstlight_move"
"""The table that tells a store which is being moved into from one that somebody works with."""

SPAN: Final = 2_000
"""Rows that are read back at once."""

COLUMNS: Final = """
    SELECT column_name, data_type FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
AT_ONCE: Final = """
    SELECT one.relname, other.relname FROM pg_constraint
    JOIN pg_class one ON one.oid = conrelid JOIN pg_class other ON other.oid = confrelid
    WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace
"""
TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
FULL: Final = (
    "The store {name} on the server holds something already, and no unfinished move. Take an empty database: "
    "nothing there was touched."
)


@dataclass(frozen=True, slots=True)
class Target:
    """One new store."""

    connection: psycopg.Connection[Any]

    def do(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """One statement, and its rows where it has any."""
        cursor = self.connection.execute(cast(LiteralString, query), values or None)
        return cursor.fetchall() if cursor.description else []

    def tables(self) -> set[str]:
        """The names of its tables."""
        return {name for (name,) in self.do(TABLES)}

    def columns(self, table: str) -> list[Column]:
        """The columns of a table in their order."""
        return [Column(name, kind) for name, kind in self.do(COLUMNS, table)]

    def in_order(self, tables: list[str]) -> list[str]:
        """Each table after those that its rows must find already; most references wait for the end."""
        needed: dict[str, set[str]] = {table: set() for table in tables}
        for table, other in self.do(AT_ONCE):
            if table != other and table in needed:
                needed[table].add(other)
        return [table for table in TopologicalSorter(needed).static_order() if table in set(tables)]

    def copy(self, source: Source, table: str) -> Sum:
        """Copy every row; the sum of what was read. Raises NotMovable."""
        columns = self.columns(table)
        names = [column.name for column in columns]
        if set(names) != source.columns(table):
            raise NotMovable(f"The columns of {table} differ between the old and the new store.")
        sums = Sum()
        statement = cast(LiteralString, f"COPY {quoted(table)} ({', '.join(map(quoted, names))}) FROM STDIN")
        with self.connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in source.rows(table, names):
                sums.add(canonical(row, columns))
                copy.write_row([column.written(value) for column, value in zip(columns, row, strict=True)])
        return sums

    def found(self, table: str) -> Sum:
        """The sum of what lies there now."""
        columns = self.columns(table)
        asked = ", ".join(quoted(one.name) + ("::text" if one.kind in JSON else "") for one in columns)
        with self.connection.cursor("firstlight_move_reading") as cursor:
            cursor.itersize = SPAN
            cursor.execute(cast(LiteralString, f"SELECT {asked} FROM {quoted(table)}"))  # noqa: S608
            return summed(cursor, columns)

    def number_on(self, table: str, last: int) -> None:
        """Let the numbers of this table go on where the old store's would have."""
        for column in self.columns(table):
            owned = self.do("SELECT pg_get_serial_sequence(%s, %s)", quoted(table), column.name)[0][0]
            if owned is not None:
                highest = self.do(f"SELECT max({quoted(column.name)}) FROM {quoted(table)}")[0][0]  # noqa: S608
                reached = max(last, highest or 0)
                self.do("SELECT setval(%s, %s, %s)", owned, max(reached, 1), reached > 0)


@contextmanager
def emptied(target: Target, tables: list[str]) -> Iterator[None]:
    """Inside the block these tables are empty and their triggers rest; afterwards every reference was looked at."""
    for table in tables:
        target.do(f"ALTER TABLE {quoted(table)} DISABLE TRIGGER USER")
    target.do(f"TRUNCATE {', '.join(map(quoted, tables))}")
    target.do("SET CONSTRAINTS ALL DEFERRED")
    yield
    target.do("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        target.do(f"ALTER TABLE {quoted(table)} ENABLE TRIGGER USER")


def mark(target: Target, name: str) -> str:
    """Mark an empty store as being moved into; how far an earlier move came. Raises NotEmpty."""
    tables = target.tables()
    if tables and MARK not in tables:
        raise NotEmpty(FULL.format(name=name))
    if not tables:
        target.do(f"CREATE TABLE {MARK} (state text NOT NULL)")
        target.do(f"INSERT INTO {MARK} VALUES ('under way')")  # noqa: S608 - our own name
    state = str(target.do(f"SELECT state FROM {MARK}")[0][0])  # noqa: S608
    target.connection.commit()
    return state


def marked(target: Target, state: str) -> None:
    """Write down how far the move of this store has come."""
    target.do(f"UPDATE {MARK} SET state = %s", state)  # noqa: S608
