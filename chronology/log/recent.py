"""The keys of recent entries in memory, as long as the index does not hold them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import count
from typing import Self

from sqlalchemy import Connection, func, select

from chronology.log.entries import digests
from chronology.log.heads import indexed_size
from chronology.log.tables import batches

GENERATION = 16_384
"""Keys that are forgotten together, once all of them are indexed; about 2 MB."""


class RecentKeys:
    """Every key from entry `first` on; used by the writing thread alone."""

    def __init__(self, first: int) -> None:
        self.first = first
        self._stop = first
        self._generations: list[tuple[int, dict[bytes, int]]] = []  # each with the number it begins at

    @classmethod
    def load(cls, connection: Connection, log: int) -> Self:
        """Read the keys that are not indexed yet from the rows that hold them."""
        keys = func.coalesce(batches.c["keys"], batches.c.leaf_hashes)
        query = select(batches.c.first, keys).where(batches.c.log == log)
        query = query.where(batches.c.size > indexed_size(connection, log)).order_by(batches.c.first)
        found: Self | None = None
        for first, data in connection.execute(query):
            found = found or cls(first)
            found.add(digests(data))
        return found or cls(_size(connection, log))

    def __len__(self) -> int:
        return self._stop - self.first

    def add(self, keys: Sequence[bytes]) -> None:
        """Remember the keys of the next entries."""
        if not self._generations or len(self._generations[-1][1]) >= GENERATION:
            self._generations.append((self._stop, {}))
        self._generations[-1][1].update(zip(keys, count(self._stop)))
        self._stop += len(keys)

    def numbers(self, wanted: Set[bytes]) -> dict[bytes, int]:
        """The numbers of those wanted keys that are recent."""
        found: dict[bytes, int] = {}
        for _, generation in self._generations:
            found.update((key, generation[key]) for key in wanted & generation.keys())
        return found

    def forget(self, indexed: int) -> None:
        """Forget what the index holds, as far as whole generations are below `indexed`."""
        while len(self._generations) > 1 and self._generations[1][0] <= indexed:
            self._generations.pop(0)
            self.first = self._generations[0][0]


def _size(connection: Connection, log: int) -> int:
    query = select(batches.c.size).where(batches.c.log == log).order_by(batches.c.first.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or 0
