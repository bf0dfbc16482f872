"""The items of the index: what is recorded comes in here, is read here, and goes from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, select, update

from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import from_bytes, to_bytes
from verify.index.engines import answered, reading, writing
from verify.index.entering import Entrance, drop_subjects, enter, milliseconds
from verify.index.schema.upgrade import upgrade
from verify.index.tables import items, wires
from verify.index.types import ItemId, Scope

__all__ = ["Entrance", "Item", "Items", "open_items"]

MOST_IDS: Final = 500
"""Ids asked for in one statement; SQLite takes some more."""


@dataclass(frozen=True, slots=True)
class Item:
    """One indexed medium. `fingerprints` is their wire form, with a proxy only where the item is `comparable`.

    `showable` says whether other readers may be shown the proxy; `put_at` is in milliseconds since 1970.
    """

    id: ItemId
    subject: str
    scope: Scope
    recorder: str
    comparable: bool
    showable: bool
    put_at: int
    fingerprints: bytes = field(repr=False)


class Items:
    """The items of one store; every method is one transaction, and raises IndexUnavailable where the store is away."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine, self.clock = engine, clock

    def put(  # noqa: PLR0913 - all by name, each a choice of its own
        self,
        *,
        subject: str,
        scope: Scope,
        fingerprints: Fingerprints,
        comparable: bool,
        showable: bool,
        at: datetime,
        recorder: str = "",
    ) -> ItemId:
        """Index what `subject` stands for; again with the same codes and scope only changes what its owner allows.

        Other codes or another scope make another item of it, and the old one is dropped. `recorder` is the team that
        recorded it, as scopes name teams; quotas count by it.
        """
        return self.put_all([Entrance(subject, scope, fingerprints, comparable, showable, at, recorder)])[0]

    def put_all(self, entrances: Sequence[Entrance]) -> list[ItemId]:
        """All of them or none, in one transaction; for batches and feeds. Of one subject's only the last counts."""
        with answered():
            return enter(self.engine, entrances, self._now())

    def allow(self, subject: str, *, comparable: bool, showable: bool) -> None:
        """The owner's new wish for an item that is there: without `comparable` its proxy is deleted for good."""
        with answered(), writing(self.engine) as connection:
            row = connection.execute(_full(items.c.subject == subject)).one_or_none()
            if row is not None:
                _change_allowed(connection, _item(row), comparable=comparable, showable=showable)

    def get(self, ids: Iterable[ItemId]) -> dict[ItemId, Item]:
        """Those of the items that are still there."""
        wanted = sorted(set(ids))
        with answered(), reading(self.engine) as connection:
            parts = [wanted[start : start + MOST_IDS] for start in range(0, len(wanted), MOST_IDS)]
            found = [_item(row) for part in parts for row in connection.execute(_full(items.c.id.in_(part)))]
        return {item.id: item for item in found}

    def of_subject(self, subject: str) -> Item | None:
        """The item of this subject, if it has one."""
        with answered(), reading(self.engine) as connection:
            row = connection.execute(_full(items.c.subject == subject)).one_or_none()
        return None if row is None else _item(row)

    def drop(self, subject: str) -> None:
        """Take the item of this subject out, if there is one: from now on nobody is told of it."""
        self.drop_all([subject])

    def drop_all(self, subjects: Iterable[str]) -> None:
        """All of them, in one transaction."""
        with answered(), writing(self.engine) as connection:
            drop_subjects(connection, subjects, self._now())

    def count(self) -> int:
        """How many items there are."""
        with answered(), reading(self.engine) as connection:
            return connection.execute(select(func.count()).select_from(items)).scalar_one()

    def _now(self) -> int:
        return milliseconds(self.clock())


def open_items(engine: Engine, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Items:
    """The items of this store, its tables brought to the newest form; raises IndexUnavailable."""
    upgrade(engine)
    return Items(engine, clock)


def _change_allowed(connection: Connection, item: Item, *, comparable: bool, showable: bool) -> None:
    values = {"comparable": comparable, "showable": comparable and showable}
    connection.execute(update(items).where(items.c.id == item.id).values(values))
    if item.comparable and not comparable:
        bare = to_bytes(replace(from_bytes(item.fingerprints), proxy=None))
        connection.execute(update(wires).where(wires.c.item == item.id).values(fingerprints=bare))


def _full(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(items, wires.c.fingerprints).join(wires, wires.c.item == items.c.id).where(condition)


def _item(row: Row[*tuple[Any, ...]]) -> Item:
    return Item(
        id=ItemId(row.id),
        subject=row.subject,
        scope=Scope(row.scope),
        recorder=row.recorder,
        comparable=row.comparable,
        showable=row.showable,
        put_at=row.put_at,
        fingerprints=row.fingerprints,
    )
