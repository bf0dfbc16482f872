"""A mirror for asking: what is on record for a digest, as the installation would answer it, and as of when."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from provenance.mirror.covering import Attested, Moment, attested
from provenance.mirror.errors import BadMirror
from provenance.mirror.heads import from_text
from provenance.mirror.limits import AHEAD, MOST_FOUND, STALE
from provenance.mirror.state import NOTE, SOURCE, place_in, state_of
from provenance.mirror.tables import Tables

_FOUND: Final = """
SELECT record.place, record.id, record.kind, record.recorder, content.role, ended.how FROM content
JOIN record ON record.place = content.place LEFT JOIN ended ON ended.id = record.id
WHERE content.sha256 = ? ORDER BY record.created, record.place, content.role LIMIT ?"""
_BEACON: Final = "SELECT body FROM beacon WHERE place < ? ORDER BY place DESC LIMIT 1"
DAMAGED: Final = "The mirror is damaged: empty its folder and fetch it anew."


@dataclass(frozen=True, slots=True)
class AsOf:
    """When the copy was whole: `at` by the installation's clock, `age` until now; `stale` is older than an hour.

    `ahead` says that one of the two clocks is wrong, so that nothing tells how old the copy is.
    """

    origin: str
    source: str
    feed: str
    count: int
    at: datetime
    age: timedelta
    ahead: bool = False

    @property
    def stale(self) -> bool:
        """Whether an installation that works would have said something newer, or nobody can tell."""
        return self.ahead or self.age > STALE


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """One open record of a digest; the fields are those of the interface's look-up, `account` tells recorders apart."""

    id: str
    recorder: str
    account: str
    kind: str
    role: str
    index: int
    states: tuple[str, ...]
    not_before: Moment | None
    by: Moment | None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What every answer needs, read once until a fetch changes it."""

    version: int
    installation: Mapping[str, Any]
    recorders: Mapping[str, str]
    attested: Attested
    anchors: Sequence[Mapping[str, Any]]


class Copy:
    """The mirror in one folder, for one thread; raises BadMirror where there is none."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder, self._clock = folder, clock
        self._tables = Tables(folder)
        self._kept: _Facts | None = None
        self.as_of()

    def close(self) -> None:
        """Let the file go."""
        self._tables.close()

    def as_of(self) -> AsOf:
        """How old it is; raises BadMirror before the first fetch came to an end."""
        with self._tables.reading() as rows:
            place, source = place_in(rows), state_of(rows, SOURCE)
            note = state_of(rows, NOTE)
        if place is None or not note:
            raise BadMirror(f"{self.folder}: the mirror is empty; fetch it first.")
        head = _readable(partial(from_text, note.rpartition("\n\n")[0] + "\n"))
        origin = str(self._facts().installation.get("origin", head.signer))
        age = self._clock() - head.at
        return AsOf(origin, source, place.feed, place.count, head.at, max(age, timedelta()), ahead=-age > AHEAD)

    def records(self, sha256: bytes) -> tuple[FoundRecord, ...]:
        """Open records of these bytes (32-byte digest), oldest first; none never means that there is none."""
        facts = self._facts()
        with self._tables.reading() as rows:
            found = rows.execute(_FOUND, (sha256, MOST_FOUND)).fetchall()
            return tuple(_found(rows, facts, row) for row in found)

    def anchors(self, transaction: str) -> list[dict[str, Any]]:
        """The checkpoints that a transaction (0x and 64 hexadecimal digits) anchors."""
        wanted = transaction.lower()
        told = [dict(one["line"]) for one in self._facts().anchors]
        return [one for one in told if one.get("transaction") == wanted]

    def statements(self, sha256: bytes) -> list[dict[str, Any]]:
        """What was signed about these bytes and not erased, oldest on the log first; no signature is checked here."""
        query = """
            SELECT statement.id, statement.type, statement.record, statement.ended, statement.words, record.place
            FROM about JOIN statement ON statement.id = about.statement
            LEFT JOIN record ON record.id = statement.record
            WHERE about.sha256 = ? AND statement.words IS NOT NULL ORDER BY record.place LIMIT ?"""
        with self._tables.reading() as rows:
            found = rows.execute(query, (sha256, MOST_FOUND)).fetchall()
        names = ("id", "type", "record", "ended", "signed", "index")
        return [{**dict(zip(names, row, strict=True)), "ended": json.loads(row[3]), "signed": json.loads(row[4])}
                for row in found]  # fmt: skip

    def facts(self, kind: str) -> dict[str, dict[str, Any]]:
        """The newest word about every subject of a kind."""
        with self._tables.reading() as rows:
            return _facts_of(rows, kind)

    def link(self, record: str) -> dict[str, str]:
        """Where a record is read, below the installation's address."""
        shapes = self._facts().installation.get("links", {})
        return {name: str(shape).replace("{id}", record) for name, shape in sorted(shapes.items())}

    def _facts(self) -> _Facts:
        version = int(self._tables.rows.execute("PRAGMA data_version").fetchone()[0])
        if self._kept is None or self._kept.version != version:
            self._kept = _readable(partial(self._read, version))
        return self._kept

    def _read(self, version: int) -> _Facts:
        with self._tables.reading() as rows:
            installation = _facts_of(rows, "installation").get("", {})
            names = {one: str(body["name"]) for one, body in _facts_of(rows, "recorder").items()}
            anchors = list(_facts_of(rows, "anchor").values())
            log = _facts_of(rows, "log").get("", {})
        return _Facts(version, installation, names, attested(log, anchors), anchors)


def _found(rows: sqlite3.Connection, facts: _Facts, row: Sequence[Any]) -> FoundRecord:
    index, name, kind, account, role, how = row
    beacon = rows.execute(_BEACON, (index,)).fetchone()
    unnamed = str(facts.installation.get("unnamed", "Somebody"))
    states = facts.attested.states(index) + (["retracted"] if how == "retracted" else [])
    return FoundRecord(
        id=name,
        recorder=facts.recorders.get(account, unnamed),
        account=account or name,
        kind=kind,
        role=role,
        index=index,
        states=tuple(states),
        not_before=json.loads(beacon[0]) if beacon else None,
        by=facts.attested.by(index),
    )


def _facts_of(rows: sqlite3.Connection, kind: str) -> dict[str, dict[str, Any]]:
    found = rows.execute("SELECT subject, body FROM fact WHERE kind = ? ORDER BY subject", (kind,)).fetchall()
    return {subject: json.loads(body) for subject, body in found}


def _readable(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadMirror(DAMAGED) from error
