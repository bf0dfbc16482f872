"""What one key holder keeps: its shares in files of its own, hashed tokens, and how many points each asked today.

Nothing of what was asked is kept, and no time finer than a day. A token's own count is folded into the day's total once
the day after is over. Shares lie apart from the counts, so that a copy of the counts holds no share.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from provenance.blindlist.budgets import MOST, Budgets
from provenance.blindlist.errors import BadBlob, BlindListError, BudgetSpent, KeyMakingFailed
from provenance.blindlist.keymaking_wire import from_json, to_json
from provenance.blindlist.tokens import TOKEN_BYTES, hash_of, name_of
from provenance.blindlist.types import KeyName, KeyShare

__all__ = ["TOKEN_BYTES", "BadToken", "Count", "DamagedShare", "HolderStore", "hash_of"]

EPOCHS_KEPT: Final = 2
"""The current epoch and the one before, while mirrors change over; older shares are erased. `links` has one epoch."""

_UNKNOWN: Final = "This token is not known here. Ask the maintainers for one."
_DAYS_BY_TOKEN: Final = 2
_BUSY_MS: Final = 5_000

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS token (
    hash TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, open INTEGER NOT NULL, serials INTEGER NOT NULL,
    links INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS used (
    day TEXT NOT NULL, token TEXT NOT NULL, key TEXT NOT NULL, points INTEGER NOT NULL,
    PRIMARY KEY (day, token, key)) STRICT;
"""


class BadToken(BlindListError):
    """This token is not known here or was ended: ask the maintainers for one."""


class DamagedShare(BlindListError):
    """The file of a share cannot be read: bring the share again, or make a new key together."""


@dataclass(frozen=True, slots=True)
class Count:
    """Points evaluated on one day under one key, by all tokens together."""

    day: str
    key: str
    points: int


class HolderStore:
    """One folder of one holder; several threads and processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()
        self._shares: dict[tuple[KeyName, int], KeyShare] = {}
        (folder / "shares").mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._written() as rows:
            for statement in _TABLES.strip().split(";\n"):
                rows.execute(statement.rstrip(";"))

    def owner_token(self) -> str:
        """The token of the holder's own maintainer, made at first use in a file that only this account reads."""
        path = self.folder / "owner.token"
        if not path.exists():
            _write_alone(path, f"{secrets.token_urlsafe(TOKEN_BYTES)}\n".encode())
        return path.read_text(encoding="ascii").strip()

    def add_token(self, name: str, budgets: Budgets, token_hash: str) -> None:
        """Let a token ask from now on; the same name again gives it another hash or other budgets."""
        if not all(0 <= one <= MOST for one in (budgets.open, budgets.serials, budgets.links)):
            raise BadToken(f"A budget is a number of points from 0 to {MOST:,} a day.")
        row = (token_hash, name, budgets.open, budgets.serials, budgets.links)
        with self._written() as rows:
            rows.execute("DELETE FROM token WHERE name = ?", (name,))
            rows.execute("INSERT INTO token (hash, name, open, serials, links) VALUES (?, ?, ?, ?, ?)", row)

    def end_token(self, name: str) -> None:
        """Let this token ask no more; raises BadToken where there is none of that name."""
        with self._written() as rows:
            if not rows.execute("UPDATE token SET ended = 1 WHERE name = ?", (name,)).rowcount:
                raise BadToken("There is no token of this name.")

    def hash_named(self, name: str) -> str:
        """The hash of the token that goes by this name; raises BadToken where none does, or it was ended."""
        query = "SELECT hash FROM token WHERE token_name(hash) = ? AND NOT ended"
        found = self._rows().execute(query, (name,)).fetchone()
        if found is None:
            raise BadToken(_UNKNOWN)
        return str(found[0])

    def spend(self, token_hash: str, key: KeyName, points: int, day: date) -> None:
        """Take points from today's budget, before anything is evaluated; raises BadToken, BudgetSpent."""
        with self._written() as rows:
            column = "SELECT open, serials, links FROM token WHERE hash = ? AND NOT ended"
            found = rows.execute(column, (token_hash,)).fetchone()
            if found is None:
                raise BadToken(_UNKNOWN)
            if not self._taken(rows, (day.isoformat(), token_hash, key.value, points), Budgets(*found).of(key)):
                raise BudgetSpent("This token has asked all that it may today. It may go on tomorrow.")

    def counts(self, since: date) -> list[Count]:
        """What all tokens together asked, by day and key, newest day first."""
        query = "SELECT day, key, SUM(points) FROM used WHERE day >= ? GROUP BY day, key ORDER BY day DESC, key"
        return [Count(*one) for one in self._rows().execute(query, (since.isoformat(),))]

    def granted(self) -> dict[str, int]:
        """The budgets of all tokens together, by key: what could be tried in a day if all worked together."""
        query = "SELECT TOTAL(open), TOTAL(serials), TOTAL(links) FROM token WHERE NOT ended"
        found = map(int, self._rows().execute(query).fetchone())
        return dict(zip(("open", "serials", "links"), found, strict=True))

    def fold(self, today: date) -> None:
        """Forget which token asked how much before yesterday; the totals stay."""
        before = (today - timedelta(days=_DAYS_BY_TOKEN - 1)).isoformat()
        with self._written() as rows:
            rows.execute(
                "INSERT INTO used SELECT day, '', key, SUM(points) FROM used WHERE day < ? AND token <> '' "
                "GROUP BY day, key ON CONFLICT DO UPDATE SET points = points + excluded.points",
                (before,),
            )
            rows.execute("DELETE FROM used WHERE day < ? AND token <> ''", (before,))

    def add_share(self, share: KeyShare) -> None:
        """Keep a share; raises KeyMakingFailed where another one of this key and epoch is here already."""
        there = self.share(share.name, share.epoch)
        if there and there != share:
            raise KeyMakingFailed("Another share of this key and epoch is here already.")
        _write_alone(self._path(share.name, share.epoch), to_json(share))
        self._erase_old(share)

    def share(self, name: KeyName, epoch: int) -> KeyShare | None:
        """The share of one key and epoch; None where this holder has none, or none any more."""
        if found := self._shares.get((name, epoch)):
            return found if self._path(name, epoch).exists() else None
        try:
            found = from_json(self._path(name, epoch).read_bytes(), KeyShare)
        except FileNotFoundError:
            return None
        except BadBlob as error:
            raise DamagedShare("The file of a share is damaged.") from error
        self._shares[name, epoch] = found
        return found

    def shares(self) -> list[KeyShare]:
        """Every share that is here, in the order of names and epochs."""
        found = (from_json(one.read_bytes(), KeyShare) for one in (self.folder / "shares").glob("*.json"))
        return sorted(found, key=lambda one: (one.name, one.epoch))

    def _erase_old(self, newest: KeyShare) -> None:
        epochs = sorted((one.epoch for one in self.shares() if one.name is newest.name), reverse=True)
        for epoch in epochs[EPOCHS_KEPT:]:
            self._path(newest.name, epoch).unlink(missing_ok=True)
            self._shares.pop((newest.name, epoch), None)

    def _path(self, name: KeyName, epoch: int) -> Path:
        return self.folder / "shares" / f"{name.value}-{epoch}.json"

    @staticmethod
    def _taken(rows: sqlite3.Connection, row: tuple[str, str, str, int], budget: int) -> bool:
        """One statement counts and refuses: two questions at once never share the last points."""
        if row[3] > budget:
            return False
        statement = (
            "INSERT INTO used (day, token, key, points) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET points = points + excluded.points WHERE points + excluded.points <= ?"
        )
        return rows.execute(statement, (*row, budget)).rowcount == 1

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        rows = self._rows()
        rows.execute("BEGIN IMMEDIATE")
        try:
            yield rows
        except BaseException:
            rows.execute("ROLLBACK")
            raise
        rows.execute("COMMIT")

    def _rows(self) -> sqlite3.Connection:
        """One connection a thread."""
        rows: sqlite3.Connection | None = getattr(self._local, "rows", None)
        if rows is None:
            rows = sqlite3.connect(self.folder / "counts.sqlite3", isolation_level=None)
            rows.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            rows.execute("PRAGMA journal_mode = WAL")
            rows.execute("PRAGMA synchronous = NORMAL")
            rows.create_function("token_name", 1, name_of, deterministic=True)
            self._local.rows = rows
        return rows


def _write_alone(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by this account alone."""
    beside = path.with_suffix(f".{secrets.token_hex(4)}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
