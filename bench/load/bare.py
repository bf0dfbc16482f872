"""The bare work beside which an installation is measured: the same pictures and the same look-ups, nothing around."""

from __future__ import annotations

import io
import secrets
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench.load.pictures import READER, pictures
from provenance.inspection import examine

ROWS = 100_000


def examinations_a_second(seconds: float) -> float:
    """One process that examines the same mix, with no walls, no store and nobody who asks."""
    mix = pictures()  # made before the clock starts: at the first call that takes seconds
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        for one in mix:
            examine(io.BytesIO(one.content), READER, datetime.now(UTC))
            done += 1
    return done / (time.perf_counter() - began)


def point_lookups_a_second(folder: Path, seconds: float) -> float:
    """One process that asks one indexed table of so many digests by SQLite alone."""
    with closing(sqlite3.connect(folder / "bare.sqlite3")) as store:
        store.execute("CREATE TABLE content (sha256 TEXT PRIMARY KEY) WITHOUT ROWID")
        store.executemany("INSERT INTO content VALUES (?)", ((secrets.token_hex(32),) for _ in range(ROWS)))
        store.commit()
        done, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            store.execute("SELECT 1 FROM content WHERE sha256 = ?", (secrets.token_hex(32),)).fetchone()
            done += 1
        return done / (time.perf_counter() - began)
