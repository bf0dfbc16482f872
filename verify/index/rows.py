"""Codes out of the store, as arrays: what the tail and the segments are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from verify.index.arrays import Codes, matrix
from verify.index.chunks import CHUNK_NAMES
from verify.index.keying import PACKED
from verify.index.naming import Names, items_of, names_of, no_codes
from verify.index.tables import codes, patches
from verify.index.types import Space

_CHUNKS = tuple(codes.c[name] for name in CHUNK_NAMES)


@dataclass(frozen=True, slots=True)
class Rows:
    """Codes of one space and their names, in the order of the names."""

    names: Names
    codes: Codes

    def __len__(self) -> int:
        return len(self.names)

    def above(self, item: int) -> Rows:
        """Those of later items."""
        return self._only(items_of(self.names) > item)

    def without(self, gone: NDArray[np.int64]) -> Rows:
        """Those of all items but these."""
        return self._only(~np.isin(items_of(self.names), gone)) if len(gone) and len(self) else self

    def _only(self, which: NDArray[np.bool_]) -> Rows:
        return self if which.all() else Rows(self.names[which], self.codes[which])


def no_rows() -> Rows:
    """None."""
    return Rows(np.empty(0, np.uint64), no_codes())


def joined_rows(parts: list[Rows]) -> Rows:
    """One behind the other."""
    kept = [part for part in parts if len(part)]
    if len(kept) < 2:
        return kept[0] if kept else no_rows()
    return Rows(np.concatenate([part.names for part in kept]), np.concatenate([part.codes for part in kept]))


def read_rows(connection: Connection, space: Space, above: int, upto: int) -> Rows:
    """All codes of the items above one number and up to another."""
    reader = _read_packed if space in PACKED else _read_chunked
    return reader(connection, space, above, upto)


def count_rows(connection: Connection, space: Space, above: int, upto: int) -> int:
    """How many codes `read_rows` would give."""
    table, what = (patches, func.sum(func.length(patches.c.codes)) / 32) if space in PACKED else (codes, func.count())
    range_ = (table.c.space == int(space)) & (table.c.item > above) & (table.c.item <= upto)
    return int(connection.execute(select(what).select_from(table).where(range_)).scalar_one() or 0)


def chunked_rows(found: list[Any]) -> Rows:
    """Rows of item, place and sixteen chunks as codes and names."""
    if not found:
        return no_rows()
    table = np.array([tuple(row) for row in found], np.int64)
    together = table[:, 2:].astype(">i2").view(np.uint8).reshape(-1, 32)
    return Rows(names_of(table[:, 0], table[:, 1]), np.ascontiguousarray(together))


def chunked(space: Space, above: int, upto: int) -> Select[Any]:
    """The statement that reads codes of these items in chunk columns."""
    wanted = (codes.c.space == int(space)) & (codes.c.item > above) & (codes.c.item <= upto)
    return select(codes.c.item, codes.c.place, *_CHUNKS).where(wanted)


def _read_chunked(connection: Connection, space: Space, above: int, upto: int) -> Rows:
    statement = chunked(space, above, upto).order_by(codes.c.item, codes.c.place)
    found = connection.execute(statement, execution_options={"yield_per": 10_000})
    return joined_rows([chunked_rows(list(part)) for part in found.partitions()])


def _read_packed(connection: Connection, space: Space, above: int, upto: int) -> Rows:
    wanted = (patches.c.space == int(space)) & (patches.c.item > above) & (patches.c.item <= upto)
    statement = select(patches.c.item, patches.c.places, patches.c.codes).where(wanted).order_by(patches.c.item)
    found = connection.execute(statement).all()
    if not found:
        return no_rows()
    places = np.frombuffer(b"".join(row.places for row in found), "<u4").astype(np.int64)
    items = np.repeat([row.item for row in found], [len(row.places) // 4 for row in found])
    return Rows(names_of(items, places), matrix(b"".join(row.codes for row in found)))
