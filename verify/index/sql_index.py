"""The store itself as an index: exact, and slower than segments; what they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from sqlalchemy import Connection, Engine, delete, insert, select

from provenance.fingerprint.types import Code
from verify.index.arrays import Codes, Hits, matrix
from verify.index.engines import answered, reading, writing
from verify.index.errors import BadQuestion
from verify.index.keying import PACKED, Key, code_rows, patches_rows
from verify.index.probing import stored_hits
from verify.index.tables import codes, patches
from verify.index.types import Entry, Hit, ItemId, Space

_BITS = 256
_LAST_ITEM = 1 << 62


class SqlIndex:
    """A `CodeIndex` over the tables of codes; it knows neither scopes nor tombstones."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def search(self, space: Space, codes: Sequence[Code], radius: int) -> list[list[Hit]]:
        """One list of hits for each code."""
        answers: list[list[Hit]] = [[] for _ in codes]
        found = self.hits(space, matrix(codes), radius)
        for asked, item, place, distance in zip(found.asked, found.item, found.place, found.distance, strict=True):
            answers[asked].append(Hit(ItemId(int(item)), int(place), int(distance)))
        return answers

    def hits(self, space: Space, codes: Codes, radius: int) -> Hits:
        """The same as columns; raises BadQuestion and IndexUnavailable."""
        if not 0 <= radius <= _BITS:
            raise BadQuestion(f"A radius is between 0 and {_BITS} bits, not {radius}.")
        with answered(), reading(self.engine) as connection:
            return stored_hits(connection, space, codes, radius, -1, _LAST_ITEM)

    def add(self, space: Space, entries: Sequence[Entry]) -> None:
        """Store codes of items whose numbers the caller gives."""
        with answered(), writing(self.engine) as connection:
            if space in PACKED:
                _add_packed(connection, space, entries)
            else:
                for entry in entries:
                    row = code_rows(entry.item, [Key(space, entry.place, entry.code)])
                    connection.execute(insert(codes), row)

    def drop(self, item: ItemId) -> None:
        """Delete all codes of an item."""
        with answered(), writing(self.engine) as connection:
            for table in (codes, patches):
                connection.execute(delete(table).where(table.c.item == item))


def _add_packed(connection: Connection, space: Space, entries: Sequence[Entry]) -> None:
    for item, group in groupby(sorted(entries, key=lambda entry: entry.item), key=lambda entry: entry.item):
        this = (patches.c.space == int(space)) & (patches.c.item == item)
        there = connection.execute(select(patches.c.places, patches.c.codes).where(this)).one_or_none()
        connection.execute(delete(patches).where(this))
        before = [] if there is None else _keys(space, there.places, there.codes)
        keys = [*before, *(Key(space, entry.place, entry.code) for entry in group)]
        connection.execute(insert(patches), patches_rows(item, keys))


def _keys(space: Space, places: bytes, together: bytes) -> list[Key]:
    rows = zip(np.frombuffer(places, "<u4").tolist(), matrix(together), strict=True)
    return [Key(space, place, Code(code.tobytes())) for place, code in rows]
