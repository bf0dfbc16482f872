"""What is committed, read back: from tiles where they are filed, from rows at the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from sqlalchemy import ColumnElement, Engine, Select, func, select

from chronology.errors import Malformed, ProofBroken, StoreUnavailable
from chronology.log.entries import digests
from chronology.log.failures import store_failures
from chronology.log.heads import filed_size
from chronology.log.tables import batches, nodes
from chronology.merkle.compact import root_of
from chronology.schema.engines import reading
from chronology.tiles import FULL_WIDTH, TilePath, TileStore, decode_entries

CACHED_BUNDLES = 64
"""Entry bundles of 256 kept in memory, for readers that walk through neighbours; 16 MiB each at the very most."""
READ_AT_ONCE = 4_096
"""Entries read from rows in one question, so that a reader never holds all of an edge in memory."""

_KEYS = func.coalesce(batches.c["keys"], batches.c.leaf_hashes)
_Cut = Callable[[bytes, int], list[bytes]]


class CommittedEntries:
    """The entries of one log and the hashes of its tiles; safe to share between threads."""

    def __init__(self, engine: Engine, log: int, tiles: TileStore) -> None:
        self._engine, self._log, self._tiles = engine, log, tiles
        self._filed = 0  # only grows; a stale value costs one more question
        self._filed_bundle = lru_cache(maxsize=CACHED_BUNDLES)(self._read_bundle)

    def tile(self, level: int, index: int, width: int) -> bytes:
        """The first `width` hashes (32 bytes each, joined) of a tile, as TreeHashes asks for them."""
        per_hash = FULL_WIDTH**level
        if width == FULL_WIDTH and self._is_filed((index + 1) * FULL_WIDTH * per_hash):
            return self._read(TilePath(level, index))
        first = index * FULL_WIDTH
        if level == 0:
            return b"".join(self.leaf_hashes(first, first + width))
        filed = self.nodes(level, first, first + width)
        rest = range(first + len(filed), first + width)
        return b"".join([*filed, *(root_of(digests(self.tile(level - 1, number, FULL_WIDTH))) for number in rest)])

    def leaf_hashes(self, start: int, stop: int) -> list[bytes]:
        """The leaf hashes of the entries from `start` to before `stop`, which are committed."""
        found: list[bytes] = []
        while start + len(found) < stop:
            at = start + len(found)
            tile = at // FULL_WIDTH
            if self._is_filed((tile + 1) * FULL_WIDTH):
                rest = min(FULL_WIDTH, stop - tile * FULL_WIDTH)
                found += digests(self._read(TilePath(0, tile)))[at % FULL_WIDTH : rest]
            else:
                found += self._edge_hashes(at, stop)
        return found

    def leaf_hashes_at(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The leaf hashes of these committed entries; numbers in rising order."""
        found: dict[int, bytes] = {}
        for _, of_tile in groupby(numbers, lambda number: number // FULL_WIDTH):
            asked = list(of_tile)
            found.update(zip(range(asked[0], asked[-1] + 1), self.leaf_hashes(asked[0], asked[-1] + 1), strict=True))
        return found

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The entries from `start` to before `stop`, which are committed."""
        while start < stop:
            bundle = start // FULL_WIDTH
            if self._is_filed((bundle + 1) * FULL_WIDTH):
                found = self._filed_bundle(bundle)[start % FULL_WIDTH : min(FULL_WIDTH, stop - bundle * FULL_WIDTH)]
            else:
                found = self._edge_entries(start, stop)
            yield from found
            start += len(found)

    def keys(self, start: int, stop: int) -> list[bytes]:
        """The keys of entries that are not filed yet, 32 bytes each."""
        found: list[bytes] = []
        while start + len(found) < stop:
            more = self._from_rows(start + len(found), stop, _KEYS, lambda data, _: digests(data))
            if not more:
                raise StoreUnavailable("These entries were filed meanwhile; look again.")
            found += more
        return found

    def nodes(self, level: int, first: int, stop: int) -> list[bytes]:
        """The hashes of the tiles of that level that are filed, as far as they are."""
        within = (nodes.c.log == self._log) & (nodes.c.level == level)
        query = select(nodes.c.hash).where(within, nodes.c.number >= first, nodes.c.number < stop)
        with store_failures(), reading(self._engine) as connection:
            return [bytes(row.hash) for row in connection.execute(query.order_by(nodes.c.number))]

    def _is_filed(self, size: int) -> bool:
        if size > self._filed:
            with store_failures(), reading(self._engine) as connection:
                self._filed = filed_size(connection, self._log)
        return size <= self._filed

    def _read(self, path: TilePath) -> bytes:
        data = self._tiles.read(str(path))
        if data is None:
            raise StoreUnavailable(f"The store has lost {path}; restore it from a mirror, then audit the log.")
        return data

    def _read_bundle(self, index: int) -> list[bytes]:
        return _decoded(self._read(TilePath(None, index)), FULL_WIDTH)

    def _edge_hashes(self, start: int, stop: int) -> list[bytes]:
        """The hashes from `start` on that still lie in rows; none where they were filed meanwhile."""
        return self._from_rows(start, stop, batches.c.leaf_hashes, lambda data, _: digests(data))

    def _edge_entries(self, start: int, stop: int) -> list[bytes]:
        return self._from_rows(start, stop, batches.c.entries, _decoded)

    def _from_rows(self, start: int, stop: int, column: ColumnElement[bytes], cut: _Cut) -> list[bytes]:
        stop = min(stop, start + READ_AT_ONCE)
        with store_failures(), reading(self._engine) as connection:
            rows = connection.execute(_rows_between(self._log, start, stop, column)).all()
        found: list[bytes] = []
        for first, count, data in rows:
            if first > start + len(found):
                break
            found += cut(data, count)[start + len(found) - first : stop - first]
        if not found and not self._is_filed((start // FULL_WIDTH + 1) * FULL_WIDTH):
            raise StoreUnavailable(f"The log's store has lost entry {start}; restore it, then audit the log.")
        return found


def _decoded(data: bytes, count: int) -> list[bytes]:
    """Entries out of our own store: where they are torn, the store is damaged, and no caller asked wrongly."""
    try:
        return decode_entries(data, count)
    except Malformed as error:
        raise ProofBroken("Stored entries are damaged; audit the log, and restore them from a mirror.") from error


def _rows_between(log: int, start: int, stop: int, column: ColumnElement[bytes]) -> Select[int, int, bytes]:
    ours = batches.c.log == log
    holds_start = select(func.max(batches.c.first)).where(ours, batches.c.first <= start).scalar_subquery()
    query = select(batches.c.first, batches.c.count, column).where(ours, batches.c.first >= holds_start)
    return query.where(batches.c.first < stop).order_by(batches.c.first)
