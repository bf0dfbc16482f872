"""One value in both databases: what SQLite keeps as text or number has a type of its own in PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

MODULUS: Final = 2**256
"""Sums of digests stay below it."""


def _json(text: str) -> str:
    """One spelling of a JSON text, whatever spaces, order and form of numbers the database gave it."""
    return json.dumps(json.loads(text, parse_float=_number, parse_int=_number), sort_keys=True)


def _number(text: str) -> tuple[str, str]:
    return "number", format(Decimal(text).normalize(), "f")


def _moment(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "boolean": bool,
    "bytea": bytes,
    "date": lambda value: value if isinstance(value, date) else date.fromisoformat(value),
    "json": _json,
    "jsonb": _json,
    "timestamp with time zone": _moment,
    "uuid": lambda value: value if isinstance(value, UUID) else UUID(value),
}


JSON: Final = ("json", "jsonb")
"""Asked for as text: otherwise its null would look like nothing at all."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `kind` is its PostgreSQL type."""

    name: str
    kind: str

    def read(self, value: Any) -> Any:
        """A value in its canonical form, whichever database it comes from."""
        return None if value is None else _READERS.get(self.kind, _as_it_is)(value)

    def written(self, value: Any) -> Any:
        """A value of SQLite as PostgreSQL takes it."""
        return value if self.kind in JSON else self.read(value)


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(slots=True)
class Sum:
    """How many rows, and the sum of their SHA-256: the same for the same rows in any order."""

    rows: int = 0
    digest: int = 0

    def add(self, row: Sequence[Any]) -> None:
        """Count one row in its canonical form."""
        self.rows += 1
        self.digest = (self.digest + int.from_bytes(sha256(repr(tuple(row)).encode()).digest())) % MODULUS


def canonical(row: Sequence[Any], columns: Sequence[Column]) -> tuple[Any, ...]:
    """A row as both databases agree on it."""
    return tuple(column.read(value) for column, value in zip(columns, row, strict=True))


def summed(rows: Iterable[Sequence[Any]], columns: Sequence[Column]) -> Sum:
    """The sum of rows as either database gives them."""
    found = Sum()
    for row in rows:
        found.add(canonical(row, columns))
    return found
