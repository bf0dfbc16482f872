"""Full tiles leave the tables: written to the tile store, then noted, then their rows are pruned.

Each step may be repeated after a crash: tiles are the same bytes again, the note is one transaction, and rows are
deleted only below what the note says, which a trigger checks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from sqlalchemy import Engine, delete, func, select

from chronology.errors import ProofBroken
from chronology.log import lease as leases
from chronology.log.entries import hashes_of
from chronology.log.failures import store_failures
from chronology.log.faults import Faults, Point
from chronology.log.heads import committed_head, filed_size, indexed_size
from chronology.log.lease import Lease
from chronology.log.reading import CommittedEntries
from chronology.log.tables import batches, filings, nodes
from chronology.log.times import milliseconds
from chronology.merkle.compact import root_of
from chronology.schema.engines import reading, writing
from chronology.tiles import FULL_WIDTH, TilePath, TileStore, encode_entries
from chronology.types import Clock

TILES_AT_ONCE = 64
"""Tiles of entries written with one sync: 16,384 entries, so that memory and a repeat after a crash stay small."""


@dataclass(frozen=True, slots=True)
class Filer:
    """Files what is committed; needs the lease of the log."""

    engine: Engine
    lease: Lease
    tiles: TileStore
    committed: CommittedEntries
    faults: Faults
    alone: Lock = field(default_factory=Lock)
    """One thread of this process files at a time."""

    def file_all(self, clock: Clock) -> int:
        """File every full tile; returns the filed size; raises StoreUnavailable, NotTheSequencer, ProofBroken."""
        with self.alone, store_failures():
            filed, size = self._sizes()
            self._prune(filed)
            while filed < size:
                stop = min(size, filed + TILES_AT_ONCE * FULL_WIDTH)
                self._file(filed, stop, milliseconds(clock))
                self._prune(stop)
                filed = stop
        return filed

    def _sizes(self) -> tuple[int, int]:
        with reading(self.engine) as connection:
            filed = filed_size(connection, self.lease.log)
            return filed, committed_head(connection, self.lease.log).size // FULL_WIDTH * FULL_WIDTH

    def _file(self, start: int, stop: int, now: int) -> None:
        hashes = self.committed.leaf_hashes(start, stop)
        files = self._bundles(start, list(self.committed.entries(start, stop)), hashes)
        parents = self._tiles_above(files, start, hashes)
        digests = _keys_digests(start, self.committed.keys(start, stop))
        self.faults(Point.FILE_BEFORE)
        self.tiles.write_all(files)
        self.faults(Point.FILE_AFTER)
        rows = [
            {"level": level, "number": number, "hash": node, "keys_digest": digests.get((level, number))}
            for (level, number), node in parents.items()
        ]
        self._note(stop, rows, now)

    @staticmethod
    def _bundles(start: int, entries: list[bytes], hashes: list[bytes]) -> dict[str, bytes]:
        if hashes_of(entries) != hashes:
            raise ProofBroken(
                f"Entries from {start} on are not what was hashed: the store is damaged, nothing is filed."
            )
        return {
            str(TilePath(None, (start + at) // FULL_WIDTH)): encode_entries(entries[at : at + FULL_WIDTH])
            for at in range(0, len(entries), FULL_WIDTH)
        }

    def _tiles_above(self, files: dict[str, bytes], start: int, row: list[bytes]) -> dict[tuple[int, int], bytes]:
        """Add each tile that is full now to `files`, level by level; returns their hashes by (level, number)."""
        found: dict[tuple[int, int], bytes] = {}
        level = 0
        while row:
            base = start // FULL_WIDTH * FULL_WIDTH
            if level:
                row = [*self.committed.nodes(level, base, start), *row]
            start, above = base // FULL_WIDTH, []
            for at in range(0, len(row) - FULL_WIDTH + 1, FULL_WIDTH):
                number, tile = start + at // FULL_WIDTH, row[at : at + FULL_WIDTH]
                files[str(TilePath(level, number))] = b"".join(tile)
                above.append(root_of(tile))
                found[level + 1, number] = above[-1]
            level, row = level + 1, list(above)
        return found

    def _note(self, size: int, rows: list[dict[str, int | bytes | None]], now: int) -> None:
        with writing(self.engine) as connection:
            leases.require(connection, self.lease)
            connection.execute(filings.insert().values(log=self.lease.log, size=size, filed_at=now))
            connection.execute(nodes.insert(), [{"log": self.lease.log, **row} for row in rows])
            self.faults(Point.FILING_BEFORE)
        self.faults(Point.FILING_AFTER)

    def _prune(self, filed: int) -> None:
        """Delete the rows whose entries are all filed and indexed; the last row stays, it is the head."""
        with reading(self.engine) as connection:
            done = min(filed, indexed_size(connection, self.lease.log))
        last = select(func.max(batches.c.first)).where(batches.c.log == self.lease.log).scalar_subquery()
        old = (batches.c.log == self.lease.log) & (batches.c.size <= done) & (batches.c.first < last)
        with writing(self.engine) as connection:
            leases.require(connection, self.lease)
            connection.execute(delete(batches).where(old))
            self.faults(Point.PRUNE_BEFORE)
        self.faults(Point.PRUNE_AFTER)


def _keys_digests(start: int, keys: list[bytes]) -> dict[tuple[int, int], bytes]:
    return {
        (1, (start + at) // FULL_WIDTH): sha256(b"".join(keys[at : at + FULL_WIDTH])).digest()
        for at in range(0, len(keys), FULL_WIDTH)
    }
