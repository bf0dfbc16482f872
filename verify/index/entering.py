"""How media come into the store and go from it; `items` is the door."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Connection, Engine, Row, Table, delete, func, insert, select, update

from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import to_bytes
from verify.index.engines import writing
from verify.index.keying import Keys, code_rows, keys_of, patches_rows, word_rows
from verify.index.marks import next_serial
from verify.index.tables import codes, items, patches, tombstones, wires, words
from verify.index.types import ItemId, Scope, Space

MOST_SAME_FACES: Final = 32
"""Items of one recorder that the same global code may lead to. More are kept and found by their patches: a code that
someone records again and again says less each time, and would fill the answers to whoever asks for it."""

Value = TypeVar("Value")

_TOGETHER: Final = 500
"""Values in one statement; SQLite takes some more."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """One medium that is to be indexed, with what its owner allows; see `Items.put`."""

    subject: str
    scope: Scope
    fingerprints: Fingerprints = field(repr=False)
    comparable: bool
    showable: bool
    at: datetime
    recorder: str = ""

    @property
    def allowed(self) -> dict[str, bool]:
        """Its owner's wishes as columns."""
        return {"comparable": self.comparable, "showable": self.comparable and self.showable}


@dataclass(frozen=True, slots=True)
class Ready:
    """An entrance with all that can be calculated before the store is locked."""

    entrance: Entrance
    digest: bytes
    wire: bytes = field(repr=False)
    keys: Keys = field(repr=False)

    @classmethod
    def of(cls, entrance: Entrance) -> Self:
        bare = replace(entrance.fingerprints, query=None, proxy=None)
        raw = to_bytes(bare)
        proxy = entrance.fingerprints.proxy if entrance.comparable else None
        wire = raw if proxy is None else to_bytes(replace(bare, proxy=proxy))
        return cls(entrance, hashlib.sha256(raw).digest(), wire, keys_of(bare))

    def row(self, item: ItemId) -> dict[str, Any]:
        """Its row of the table `item`."""
        one = self.entrance
        about = {"id": item, "subject": one.subject, "scope": one.scope, "recorder": one.recorder, **one.allowed}
        return about | {"put_at": milliseconds(one.at), "digest": self.digest, "face": self.keys.face}


def enter(engine: Engine, entrances: Sequence[Entrance], at: int) -> list[ItemId]:
    """Index all of them; what is there with the same codes and scope only changes what its owner allows."""
    ready = {one.subject: Ready.of(one) for one in entrances}
    if not ready:
        return []
    with writing(engine) as connection:
        there = _standing(connection, ready)
        same = {subject: row for subject, row in there.items() if _is_same(row, ready[subject])}
        for subject, row in same.items():
            _allow(connection, ItemId(row.id), ready[subject])
        drop_items(connection, [row.id for subject, row in there.items() if subject not in same], at)
        new = [one for subject, one in ready.items() if subject not in same]
        ids = {subject: ItemId(row.id) for subject, row in same.items()} | _insert_all(connection, new)
    return [ids[one.subject] for one in entrances]


def drop_subjects(connection: Connection, subjects: Iterable[str], at: int) -> None:
    """Drop what these subjects have."""
    drop_items(connection, [row.id for row in _standing(connection, subjects).values()], at)


def drop_items(connection: Connection, gone: Sequence[int], at: int) -> None:
    """Delete items with their codes, and leave their numbers for those who hold them in segments."""
    if not gone:
        return
    for some in _parts(gone):
        connection.execute(delete(codes).where(codes.c.space.in_(list(Space)), codes.c.item.in_(some)))
        connection.execute(delete(patches).where(patches.c.space.in_(list(Space)), patches.c.item.in_(some)))
        for table, column in ((words, words.c.item), (wires, wires.c.item), (items, items.c.id)):
            connection.execute(delete(table).where(column.in_(some)))
    first = next_serial(connection, len(gone)) - len(gone) + 1
    ends = [{"serial": first + number, "item": item, "dropped_at": at} for number, item in enumerate(gone)]
    connection.execute(insert(tombstones), ends)


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def _standing(connection: Connection, subjects: Iterable[str]) -> dict[str, Row[*tuple[Any, ...]]]:
    """Which of the subjects have an item."""
    found: dict[str, Row[*tuple[Any, ...]]] = {}
    for some in _parts(sorted(subjects)):
        query = select(items.c.id, items.c.subject, items.c.digest, items.c.scope).where(items.c.subject.in_(some))
        found |= {row.subject: row for row in connection.execute(query)}
    return found


def _is_same(row: Row[*tuple[Any, ...]], ready: Ready) -> bool:
    return bool((row.digest, row.scope) == (ready.digest, ready.entrance.scope))


def _allow(connection: Connection, item: ItemId, ready: Ready) -> None:
    """Where the owner changes his mind, the stored picture goes or comes with it."""
    one = ready.entrance
    connection.execute(update(items).where(items.c.id == item).values(one.allowed))
    if one.fingerprints.proxy is not None or not one.comparable:
        connection.execute(update(wires).where(wires.c.item == item).values(fingerprints=ready.wire))


def _insert_all(connection: Connection, new: Sequence[Ready]) -> dict[str, ItemId]:
    if not new:
        return {}
    first = next_serial(connection, len(new)) - len(new) + 1
    numbered = [(ItemId(first + number), one) for number, one in enumerate(new)]
    crowded = _crowded(connection, new)
    chosen = [
        (item, one.keys.without_faces() if one.entrance.subject in crowded else one.keys) for item, one in numbered
    ]
    _insert(connection, items, [one.row(item) for item, one in numbered])
    _insert(connection, wires, [{"item": item, "fingerprints": one.wire} for item, one in numbered])
    _insert(connection, codes, [row for item, keys in chosen for row in code_rows(item, keys.codes)])
    _insert(connection, patches, [row for item, keys in chosen for row in patches_rows(item, keys.codes)])
    _insert(connection, words, [row for item, keys in chosen for row in word_rows(item, keys.words)])
    return {one.entrance.subject: item for item, one in numbered}


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _crowded(connection: Connection, new: Sequence[Ready]) -> set[str]:
    """Subjects whose global code their recorder has recorded often enough."""
    count: Counter[tuple[bytes, str]] = Counter()
    for some in _parts(sorted({one.keys.face for one in new if one.keys.face is not None})):
        query = select(items.c.face, items.c.recorder, func.count()).where(items.c.face.in_(some))
        grouped = connection.execute(query.group_by(items.c.face, items.c.recorder))
        count.update({(bytes(face), recorder): number for face, recorder, number in grouped})
    crowded = set()
    for one in new:
        if one.keys.face is not None:
            key = one.keys.face, one.entrance.recorder
            count[key] += 1
            if count[key] > MOST_SAME_FACES:
                crowded.add(one.entrance.subject)
    return crowded


def _parts(values: Sequence[Value]) -> Iterable[Sequence[Value]]:
    return (values[start : start + _TOGETHER] for start in range(0, len(values), _TOGETHER))
