"""The trail as lines for other programs: CSV with a head, or one JSON object a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from verify.audit.models import Entry

COLUMNS: Final = (
    "number", "at", "actor_id", "actor", "way", "act", "about", "subject", "params", "reason", "former", "digest",
)  # fmt: skip

# What a spreadsheet would run as a formula stands behind an apostrophe.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def jsonl(rows: Iterable[Entry]) -> Iterator[str]:
    """One object a line, with every column that the digest covers."""
    for row in rows:
        yield json.dumps(_told(row), ensure_ascii=False) + "\n"


def as_csv(rows: Iterable[Entry]) -> Iterator[str]:
    """RFC 4180, with a head; particulars as JSON in one column."""
    yield _line(COLUMNS)
    for row in rows:
        told = _told(row)
        yield _line([_cell(told[name]) for name in COLUMNS])


FORMS: Final[dict[str, tuple[str, Callable[[Iterable[Entry]], Iterator[str]]]]] = {
    "csv": ("text/csv", as_csv),
    "jsonl": ("application/x-ndjson", jsonl),
}


def _told(row: Entry) -> dict[str, object]:
    return {name: row.at.isoformat() if name == "at" else getattr(row, name) for name in COLUMNS}


def _cell(value: object) -> str:
    text = json.dumps(value, sort_keys=True) if isinstance(value, dict) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
