"""The words that the chain keeps, in one SQLite file; a block is written whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from eth.db.backends.base import BaseDB

from chronology.errors import PeerUnavailable

BUSY_SECONDS = 30.0
"""How long one process waits while another writes a block, which takes some milliseconds."""

_SCHEMA = "CREATE TABLE IF NOT EXISTS word (name BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


class Words(BaseDB):
    """The key-value store that py-evm asks for, on one connection; whoever calls holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, name: bytes) -> bytes:
        row = self._connection.execute("SELECT value FROM word WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return bytes(row[0])

    def __setitem__(self, name: bytes, value: bytes) -> None:
        self._connection.execute("INSERT OR REPLACE INTO word (name, value) VALUES (?, ?)", (name, value))

    def __delitem__(self, name: bytes) -> None:
        if not self._connection.execute("DELETE FROM word WHERE name = ?", (name,)).rowcount:
            raise KeyError(name)

    def _exists(self, name: bytes) -> bool:
        return self._connection.execute("SELECT 1 FROM word WHERE name = ?", (name,)).fetchone() is not None


class BlockStore:
    """One file; `reading` sees one state, `writing` adds all of a block or nothing, also after a kill."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, RLock()
        with self._told():
            self._connection = sqlite3.connect(path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute(_SCHEMA)

    @contextmanager
    def reading(self) -> Iterator[Words]:
        """One unchanging state of the chain."""
        with self._transaction("BEGIN") as words:
            yield words

    @contextmanager
    def writing(self) -> Iterator[Words]:
        """The newest state, and nobody else writes; on return all is on the disk."""
        with self._transaction("BEGIN IMMEDIATE") as words:
            yield words

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def words(self, connection: sqlite3.Connection) -> Words:
        """How this store reads and writes within a transaction."""
        return Words(connection)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Words]:
        with self._lock, self._told():
            self._connection.execute(begin)
            try:
                yield self.words(self._connection)
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            told = f"The file of the embedded chain, {self._path.name}, cannot be used: {error}."
            raise PeerUnavailable(f"{told} Look at its disk and rights; nothing was written.") from error
