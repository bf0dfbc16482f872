"""The rows of a mirror: one SQLite file, made by whoever fetches, read by any number of processes beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from provenance.mirror.errors import BadMirror

FILE: Final = "mirror.sqlite3"
_BUSY_MS: Final = 10_000
_CACHE_KIB: Final = 64 * 1024
"""Pages of the file that one reader keeps: the upper levels of the tree of digests of some million records."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recorder TEXT NOT NULL,
    created TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS content (
    sha256 BLOB NOT NULL, place INTEGER NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (sha256, place, role)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ended (id TEXT PRIMARY KEY, how TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS beacon (place INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS fact (
    kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, subject)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS statement (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, record TEXT NOT NULL, ended TEXT NOT NULL DEFAULT '{}',
    words TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS about (
    sha256 BLOB NOT NULL, statement TEXT NOT NULL, PRIMARY KEY (sha256, statement)) STRICT, WITHOUT ROWID;
"""


class Tables:
    """The file in one folder, for one thread."""

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        """Open it; `make` makes it where there is none. Raises BadMirror."""
        path = folder / FILE
        if not make and not path.exists():
            raise BadMirror(f"{folder}: there is no mirror here; fetch one with `mirror fetch`.")
        try:
            if make:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.rows = sqlite3.connect(path, isolation_level=None)
            self.rows.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            self.rows.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if make:
                self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise BadMirror(f"{folder}: the mirror can be neither opened nor made.") from error

    def _prepare(self) -> None:
        self.rows.execute("PRAGMA journal_mode = WAL")
        self.rows.execute("PRAGMA synchronous = FULL")
        self.rows.execute("PRAGMA secure_delete = ON")
        self.rows.executescript(_TABLES)

    def close(self) -> None:
        """Let the file go."""
        self.rows.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Everything or nothing, against one other writer; raises BadMirror where the disk fails."""
        try:
            self.rows.execute("BEGIN IMMEDIATE")
            try:
                yield self.rows
            except BaseException:
                self.rows.execute("ROLLBACK")
                raise
            self.rows.execute("COMMIT")
        except sqlite3.Error as error:
            raise BadMirror("The mirror cannot be written: is the disk full, or the file damaged?") from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state throughout, whatever is fetched meanwhile; raises BadMirror."""
        try:
            self.rows.execute("BEGIN")
            try:
                yield self.rows
            finally:
                self.rows.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise BadMirror("The mirror is damaged: empty its folder and fetch it anew.") from error
