"""The move of one store: all of it, compared table by table, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import psycopg

from verify.moving.errors import Differs, NotCurrent, NotEmpty, NotMovable
from verify.moving.source import Source
from verify.moving.stores import Store
from verify.moving.target import MARK, Target, emptied, mark, marked
from verify.moving.values import Sum, summed

STEPS: Final = {"django_migrations": ("app", "name"), "alembic_version": ("version_num",)}
"""Which steps a store has gone through: the new one has its own rows of them, and they must be the same."""

PASSING: Final = {"cache_entries"}
"""What nobody misses: counts of a minute."""

OTHER_VERSION: Final = (
    "The old store {name} is of another version than this program. Unset its new address, bring it up to date "
    "(manage.py migrate; manage.py signer for the chronology), stop everything and start again."
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What came over, by table; `again` says that it was there before and is still the same."""

    store: str
    tables: dict[str, Sum]
    again: bool = False

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables.values())


COPY: Callable[[Target, Source, str], Sum] = Target.copy
"""What copies a table; tests plant one that loses rows."""


def store_move(store: Store, source: Source) -> Moved:
    """Move one store; raises MoveError, and then the new one holds nothing. One that was moved before is compared."""
    with store.connect() as connection:
        target = Target(connection)
        state = mark(target, store.name)
        if state != "done":
            store.make()
        tables = _tables(store, source, target)
        if state == "done":
            return _still_the_same(store, source, target, tables)
        try:
            return _copied(store, source, target, tables)
        except psycopg.Error as problem:
            raise NotMovable(f"The server refused rows of {store.name}: {_first_line(problem)}") from problem


def _tables(store: Store, source: Source, target: Target) -> list[str]:
    old, new = source.tables(), target.tables() - {MARK}
    for table, columns in STEPS.items():
        if table in old | new and _steps(source.rows(table, columns), old, table) != _steps(
            target.do(f"SELECT {', '.join(columns)} FROM {table}"),  # noqa: S608 - our own names
            new,
            table,
        ):
            raise NotCurrent(OTHER_VERSION.format(name=store.name))
    if old - new - PASSING:
        raise NotMovable(f"{store.name} has tables that are unknown here: {', '.join(sorted(old - new - PASSING))}.")
    return sorted(old - set(STEPS) - PASSING)


def _steps(rows: Iterable[tuple[str, ...]], tables: set[str], table: str) -> set[tuple[str, ...]]:
    return set(rows) if table in tables else set()


def _copied(store: Store, source: Source, target: Target, tables: list[str]) -> Moved:
    moved = Moved(store.name, {})
    with emptied(target, tables):
        for table in target.in_order(tables):
            moved.tables[table] = COPY(target, source, table)
            target.number_on(table, source.last_number(table))
    _require_same(store.name, _looked_at(source, target, tables), target)
    marked(target, "done")
    return moved


def _looked_at(source: Source, target: Target, tables: list[str]) -> dict[str, Sum]:
    """The sums of the old tables, read once more and apart from the copying."""
    sums = {}
    for table in tables:
        columns = target.columns(table)
        sums[table] = summed(source.rows(table, [column.name for column in columns]), columns)
    return sums


def _require_same(name: str, old: dict[str, Sum], target: Target) -> None:
    for table, before in old.items():
        after = target.found(table)
        if after != before:
            raise Differs(
                f"{name}: {table} had {before.rows} rows and has {after.rows} on the server, or not the same ones. "
                "Nothing of this store was kept there."
            )


def _still_the_same(store: Store, source: Source, target: Target, tables: list[str]) -> Moved:
    old = _looked_at(source, target, tables)
    if any(target.found(table) != old[table] for table in tables):
        raise NotEmpty(f"{store.name} was moved before and has been worked with since: nothing there was touched.")
    return Moved(store.name, old, again=True)


def _first_line(problem: psycopg.Error) -> str:
    return str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
