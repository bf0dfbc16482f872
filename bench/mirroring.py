"""Look-ups from a mirror, beside what its file can give at all, and how large it grows."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from provenance.mirror.chain import beginning, digest_of, follow
from provenance.mirror.copy import Copy
from provenance.mirror.heads import Head, to_text
from provenance.mirror.keeping import take
from provenance.mirror.limits import PAGE_ENTRIES
from provenance.mirror.pages import Entry, Place
from provenance.mirror.state import write_place
from provenance.mirror.tables import FILE, Tables

SIZE = 1_000_000
ASKED = 20_000
FEED = "ab" * 16
AT = datetime(2026, 11, 22, tzinfo=UTC)
MOMENT = {"at": "2026-11-22T08:00:00Z", "source": "block", "chain_id": 137, "block_number": 1, "development": False}


def lines(size: int = SIZE) -> Iterator[str]:
    """The figures, a line each; a smaller `size` for a look at them."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        where = Path(folder)
        taken = _filled(where, size)
        copy = Copy(where, lambda: AT)
        hits, misses = _lookups(copy, range(size)), _lookups(copy, range(size, 2 * size))
        bare = _bare(where, size)
        copy.close()
        bytes_each = sum(path.stat().st_size for path in where.glob(f"{FILE}*")) / size
        yield f"mirror of {size:,} records: {hits:,.0f} look-ups/s that find, {misses:,.0f}/s that find nothing"
        yield f"that is {bare / misses:.1f} x and {bare / hits:.1f} x the time of one bare query of the same file"
        yield f"its file: {bytes_each * 1e6 / 1e6:,.0f} MB per 10^6 records; entries taken in: {taken:,.0f}/s"
        yield f"checking a page of {PAGE_ENTRIES:,} entries: {_checked():,.0f} entries/s"


def _record(place: int) -> dict[str, Any]:
    digest = hashlib.sha256(str(place).encode()).hexdigest()
    return {
        "index": place, "leaf_hash": digest, "kind": "registered", "recorder": f"{place % 997:032x}",
        "media_type": "image/jpeg", "contents": [["", digest]], "previous": None,
        "created": "2026-11-22T08:00:00.123456Z", "signed": None,
    }  # fmt: skip


def _filled(folder: Path, size: int) -> float:
    """A mirror of so many records, a beacon for each hundred; returns records a second."""
    tables, began = Tables(folder, make=True), time.perf_counter()
    for first in range(0, size, PAGE_ENTRIES):
        with tables.writing() as rows:
            take(rows, _entries(first, min(first + PAGE_ENTRIES, size)))
    spent = time.perf_counter() - began
    head = to_text(Head("log.example/reports", FEED, size, beginning(FEED), AT))
    with tables.writing() as rows:
        write_place(rows, Place(FEED, 0, 0, size, beginning(FEED), f"{head}\n— log.example/reports AAAA\n"))
    tables.rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    tables.close()
    return size / spent


def _entries(first: int, stop: int) -> Iterator[Entry]:
    for place in range(first, stop):
        if place % 100 == 0:
            yield Entry(0, "beacon", str(place), {"index": place, "moment": MOMENT})
        yield Entry(0, "record", hashlib.md5(str(place).encode()).hexdigest()[:22], _record(place))


def _digests(places: range) -> list[bytes]:
    chosen = random.Random(1).sample(places, min(ASKED, len(places)))
    return [hashlib.sha256(str(place).encode()).digest() for place in chosen]


def _lookups(copy: Copy, places: range) -> float:
    asked = _digests(places)
    began = time.perf_counter()
    for digest in asked:
        copy.records(digest)
    return len(asked) / (time.perf_counter() - began)


def _bare(folder: Path, size: int) -> float:
    """One query of the same table and nothing around it."""
    rows, asked = sqlite3.connect(folder / FILE), _digests(range(size))
    began = time.perf_counter()
    for digest in asked:
        rows.execute("SELECT place FROM content WHERE sha256 = ?", (digest,)).fetchall()
    spent = time.perf_counter() - began
    rows.close()
    return len(asked) / spent


def _checked() -> float:
    entries = [{"seq": one, "kind": "record", "subject": "x" * 22, "body": _record(one)} for one in range(PAGE_ENTRIES)]
    began = time.perf_counter()
    follow(beginning(FEED), [digest_of(one) for one in entries])
    return PAGE_ENTRIES / (time.perf_counter() - began)
