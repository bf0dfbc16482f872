"""The few words a mirror remembers about itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from provenance.mirror.pages import Place

KEY: Final = "key"
SOURCE: Final = "source"
NOTE: Final = "note"
_PLACE: Final = ("feed", "page", "before", "count", "chain", NOTE)


def state_of(rows: sqlite3.Connection, name: str) -> str:
    """One word; empty where it was never said."""
    found = rows.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else ""


def place_in(rows: sqlite3.Connection) -> Place | None:
    """How far the mirror is; None before its first run."""
    found = {name: state_of(rows, name) for name in _PLACE}
    if not found["feed"]:
        return None
    page, before, count = (int(found[name]) for name in ("page", "before", "count"))
    return Place(found["feed"], page, before, count, bytes.fromhex(found["chain"]), found[NOTE])


def write_place(rows: sqlite3.Connection, place: Place) -> None:
    """How far it is now; in the transaction of the entries that led there."""
    numbers = {"page": place.page, "before": place.before, "count": place.count}
    write_state(rows, {"feed": place.feed, "chain": place.chain.hex(), NOTE: place.note,
                       **{name: str(value) for name, value in numbers.items()}})  # fmt: skip


def write_state(rows: sqlite3.Connection, words: Mapping[str, str]) -> None:
    """Remember these."""
    statement = "INSERT INTO state VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
    rows.executemany(statement, list(words.items()))


_OWED: Final = "words "


def owe_words(rows: sqlite3.Connection, page: int) -> None:
    """What was signed behind this page is still to come; in the transaction of its entries."""
    write_state(rows, {f"{_OWED}{page}": "owed"})


def owed_words(rows: sqlite3.Connection) -> list[int]:
    """Pages of which the words are still to come, in their order."""
    found = rows.execute("SELECT name FROM state WHERE name LIKE ?", (f"{_OWED}%",)).fetchall()
    return sorted(int(name.removeprefix(_OWED)) for (name,) in found)


def words_came(rows: sqlite3.Connection, page: int) -> None:
    """They are here; in the transaction that keeps them."""
    rows.execute("DELETE FROM state WHERE name = ?", (f"{_OWED}{page}",))
