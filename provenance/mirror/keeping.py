"""Taking checked entries into a mirror's tables: kinds that are not known here are passed over and never refused."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from provenance.mirror.errors import FeedRefused
from provenance.mirror.pages import Entry

FACTS: Final = frozenset(
    {"installation", "recorder", "log", "anchor", "list", "status", "maker_root", "app", "denied", "camera_list"}
)
"""Kinds of which the newest word about each subject counts; `{"gone": true}` takes it away."""

_HEX: Final = re.compile(r"[0-9a-f]{64}")
_ENDINGS: Final = {"retracted": "retracted", "notice": "hidden"}


def take(rows: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Take them in, in their order; raises FeedRefused for one that was signed and still makes no sense."""
    for entry in entries:
        keep = _KEEPERS.get(entry.kind) or (_fact if entry.kind in FACTS else None)
        try:
            if keep is not None:
                keep(rows, entry)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, sqlite3.IntegrityError) as error:
            raise FeedRefused(
                "feed.entry", f"Entry {entry.seq} of the feed ({entry.kind[:40]}) makes no sense."
            ) from error


def _fact(rows: sqlite3.Connection, entry: Entry) -> None:
    if entry.body.get("gone") is True:
        rows.execute("DELETE FROM fact WHERE kind = ? AND subject = ?", (entry.kind, entry.subject))
        return
    row = (entry.kind, entry.subject, json.dumps(entry.body))
    rows.execute("INSERT INTO fact VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body", row)


def _record(rows: sqlite3.Connection, entry: Entry) -> None:
    body, place = entry.body, _number(entry.body["index"])
    row = (place, entry.subject, str(body["kind"]), str(body["recorder"]), str(body["created"]))
    rows.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row)
    how, about = _ENDINGS.get(str(body["kind"])), body.get("previous")
    if how is None:
        contents = [(_digest(digest), place, str(role)) for role, digest in body["contents"]]
        rows.executemany("INSERT INTO content VALUES (?, ?, ?) ON CONFLICT DO NOTHING", contents)
    elif about is not None:
        _end(rows, str(about), how)
    signed = body.get("signed")
    if signed is not None:
        _statement(rows, signed, entry.subject)


def _end(rows: sqlite3.Connection, record: str, how: str) -> None:
    """Hidden wins over retracted: it is told no more at all, and its digests are forgotten here."""
    kept = "excluded.how" if how == "hidden" else "ended.how"
    rows.execute(f"INSERT INTO ended VALUES (?, ?) ON CONFLICT DO UPDATE SET how = {kept}", (record, how))  # noqa: S608
    if how == "hidden":
        rows.execute("DELETE FROM content WHERE place IN (SELECT place FROM record WHERE id = ?)", (record,))


def _beacon(rows: sqlite3.Connection, entry: Entry) -> None:
    row = (_number(entry.body["index"]), json.dumps(entry.body["moment"]))
    rows.execute("INSERT INTO beacon VALUES (?, ?) ON CONFLICT DO NOTHING", row)


def _statement(rows: sqlite3.Connection, signed: Mapping[str, Any], record: str) -> None:
    row = (_digest(signed["id"]).hex(), str(signed["type"]), record)
    rows.execute("INSERT INTO statement (id, type, record) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)


def _signed_end(rows: sqlite3.Connection, entry: Entry) -> None:
    """What became of something signed; the words of an erased one go at once."""
    found = rows.execute("SELECT ended FROM statement WHERE id = ?", (entry.subject,)).fetchone()
    if found is None:
        return
    how, by = str(entry.body["how"]), entry.body.get("by")
    ended = json.dumps({**json.loads(found[0]), how: by if by is None else str(by)})
    rows.execute("UPDATE statement SET ended = ? WHERE id = ?", (ended, entry.subject))
    if how in {"erased", "hidden"}:
        rows.execute("UPDATE statement SET words = NULL WHERE id = ?", (entry.subject,))
        rows.execute("DELETE FROM about WHERE statement = ?", (entry.subject,))


def _digest(text: object) -> bytes:
    if not isinstance(text, str) or not _HEX.fullmatch(text):
        raise ValueError(text)
    return bytes.fromhex(text)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError(value)
    return value


_KEEPERS: Final[dict[str, Callable[[sqlite3.Connection, Entry], None]]] = {
    "record": _record,
    "beacon": _beacon,
    "signed_end": _signed_end,
}
