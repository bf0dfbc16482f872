"""The index of keys: one row an entry, unique in the database.

Keys come at random places, and each place is a page that is written whole. So an append writes no key here: the row of
its batch holds the keys, and the index gets them later, sorted and thousands at a time (`indexing.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, literal, select

from chronology.log.heads import indexed_size
from chronology.log.tables import batches

ASKED_AT_ONCE = 500
"""Keys in one question; both databases take some thousands of values a statement."""
INSERT_SQLITE = "INSERT OR IGNORE INTO entry_key (log, key, number) VALUES (?, ?, ?)"
INSERT_POSTGRESQL = (
    "INSERT INTO entry_key (log, key, number) SELECT %(log)s, substring(%(keys)s::bytea FROM i * 32 + 1 FOR 32), "
    "(%(numbers)s::bigint[])[i + 1] FROM generate_series(0, %(last)s) AS i ON CONFLICT DO NOTHING"
)
_KEYS = ", ".join("?" * ASKED_AT_ONCE)
ASK_SQLITE = f"SELECT key, number FROM entry_key WHERE log = ? AND key IN ({_KEYS})"  # noqa: S608 - question marks
ASK_POSTGRESQL = "SELECT key, number FROM entry_key WHERE log = %(log)s AND key = ANY(%(keys)s)"


def insert_keys(connection: Connection, log: int, pairs: Sequence[tuple[bytes, int]]) -> None:
    """Index keys, 32 bytes each, with their numbers; those that are there already stay as they are."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(INSERT_SQLITE, [(log, key, number) for key, number in pairs])
        return
    keys, numbers = b"".join(key for key, _ in pairs), [number for _, number in pairs]
    values = {"log": log, "keys": keys, "numbers": numbers, "last": len(pairs) - 1}
    connection.exec_driver_sql(INSERT_POSTGRESQL, values)


def indexed_numbers(connection: Connection, log: int, keys: Iterable[bytes]) -> dict[bytes, int]:
    """The numbers of those keys that are in the index."""
    found: dict[bytes, int] = {}
    asked = list(keys)
    for at in range(0, len(asked), ASKED_AT_ONCE):
        part = asked[at : at + ASKED_AT_ONCE]
        if connection.dialect.name == "sqlite":  # one statement for every length: short questions repeat a key
            rows = connection.exec_driver_sql(ASK_SQLITE, (log, *part, *part[:1] * (ASKED_AT_ONCE - len(part))))
        else:
            rows = connection.exec_driver_sql(ASK_POSTGRESQL, {"log": log, "keys": part})
        found.update((bytes(key), number) for key, number in rows)
    return found


def number_of(connection: Connection, log: int, key: bytes) -> int | None:
    """The number of the entry that was recorded under this key, 32 bytes."""
    indexed = indexed_numbers(connection, log, [key]).get(key)
    return _number_in_rows(connection, log, key) if indexed is None else indexed


def _number_in_rows(connection: Connection, log: int, key: bytes) -> int | None:
    """Look through the rows whose keys are not indexed yet: at most some megabytes."""
    keys = func.coalesce(batches.c["keys"], batches.c.leaf_hashes)
    place = func.instr(keys, key) if connection.dialect.name == "sqlite" else func.position(literal(key).op("IN")(keys))
    query = select(batches.c.first, place).where(batches.c.log == log, batches.c.size > indexed_size(connection, log))
    for first, at in connection.execute(query.where(place > 0)):
        return int(first + (at - 1) // 32)
    return None
