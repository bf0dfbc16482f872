"""Keys of recent entries go into the index: sorted, so that neighbours share a page, and in short transactions.

Each slice may be repeated after a crash. The note that all are in comes last, and only below it rows may be pruned and
recent keys forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Engine

from chronology.log import lease as leases
from chronology.log.failures import store_failures
from chronology.log.faults import Faults, Point
from chronology.log.heads import committed_head, indexed_size
from chronology.log.keys import insert_keys
from chronology.log.lease import Lease
from chronology.log.reading import CommittedEntries
from chronology.log.tables import indexings
from chronology.log.times import milliseconds
from chronology.schema.engines import reading, writing
from chronology.types import Clock

SLICE = 2_048
"""Keys in one transaction: some milliseconds, so that appends hardly wait for it."""
SLICES_OF_A_BACKLOG = 16
"""A long queue of SQLite is cut into so many larger slices instead, each of which writes a page once; who fills the log
in bulk would wait for the index anyway. PostgreSQL indexes beside the commits, so there slices stay short."""
FEWEST = 4_096
MOST = 131_072
"""Keys are indexed once there are a thirty-second of the log of them, within these bounds: the more at once, the fewer
pages are written for each; the fewer, the less is held in memory and read again at a start."""


@dataclass(slots=True)
class Indexer:
    """Indexes what is committed; needs the lease of the log."""

    engine: Engine
    lease: Lease
    committed: CommittedEntries
    faults: Faults
    indexed: int = 0
    """Up to where all keys are indexed, as far as this process knows; read by the writing thread."""
    alone: Lock = field(default_factory=Lock)

    def index(self, clock: Clock, *, fewest: int | None = None) -> int:
        """Index all keys that wait if enough of them do; returns how many were indexed.

        `fewest` says how many are enough. Raises StoreUnavailable, NotTheSequencer.
        """
        with self.alone, store_failures():
            start, size = self._sizes()
            enough = min(MOST, max(FEWEST, size // 32)) if fewest is None else fewest
            stop = size if size - start >= enough else start
            if stop > start:
                self._index(start, stop, self._slice(stop - start), milliseconds(clock))
            self.indexed = stop
        return stop - start

    def _sizes(self) -> tuple[int, int]:
        with reading(self.engine) as connection:
            size = committed_head(connection, self.lease.log).size
            return indexed_size(connection, self.lease.log), size

    def _slice(self, waiting: int) -> int:
        return max(SLICE, waiting // SLICES_OF_A_BACKLOG) if self.engine.dialect.name == "sqlite" else SLICE

    def _index(self, start: int, stop: int, slice_keys: int, now: int) -> None:
        pairs = sorted(zip(self.committed.keys(start, stop), range(start, stop), strict=True))
        for at in range(0, len(pairs), slice_keys):
            with writing(self.engine) as connection:
                leases.require(connection, self.lease)
                insert_keys(connection, self.lease.log, pairs[at : at + slice_keys])
                if at + slice_keys >= len(pairs):
                    connection.execute(indexings.insert().values(log=self.lease.log, size=stop, indexed_at=now))
                self.faults(Point.INDEX_BEFORE)
            self.faults(Point.INDEX_AFTER)
