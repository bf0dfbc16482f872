"""One group of submissions in one transaction: fencing token, known keys, rows of entries; durable when it returns.

No key is recorded twice: recent keys are in memory and older ones in the index, both read from the very head that the
new rows must join, which a trigger checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, Engine

from chronology.log import lease as leases
from chronology.log.faults import Faults, Point
from chronology.log.heads import committed_range
from chronology.log.keys import indexed_numbers
from chronology.log.lease import Lease
from chronology.log.placing import Placed, place_all, place_new
from chronology.log.recent import RecentKeys
from chronology.log.submission import Outcome, Submission
from chronology.log.tables import batches
from chronology.merkle.compact import CompactRange
from chronology.schema.engines import writing
from chronology.tiles.bundles import encode_entries

ROW_ENTRIES = 4_096
"""Entries in one row: enough that rows cost nothing, few enough that reading one entry reads little."""

LeafHashes = Callable[[Sequence[int]], Mapping[int, bytes]]
"""The leaf hashes of committed entries by their numbers."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a commit must know of all before it; changed by it, and thrown away where it failed."""

    tree: CompactRange
    recent: RecentKeys

    @classmethod
    def load(cls, connection: Connection, log: int) -> Self:
        return cls(committed_range(connection, log), RecentKeys.load(connection, log))


class Committer:
    """Writes groups one after another; used by one thread alone."""

    def __init__(self, engine: Engine, lease: Lease, leaf_hashes: LeafHashes, faults: Faults) -> None:
        self._engine, self._lease, self._leaf_hashes, self._faults = engine, lease, leaf_hashes, faults
        self._state: _State | None = None  # None: not known, read it from the store

    @property
    def recent(self) -> int:
        """How many keys wait to be indexed."""
        return len(self._state.recent) if self._state else 0

    def forget(self, indexed: int) -> None:
        """Forget recent keys that the index holds by now."""
        if self._state:
            self._state.recent.forget(indexed)

    def commit(self, group: Sequence[Submission], *, now: int, renew: bool) -> list[Outcome]:
        """Store what is new of the group and give each submission its outcome; raises where nothing is acknowledged.

        After a failure it is not known whether the group is stored; the next commit reads the store afresh, and writes
        to it in any case, so that nothing is acknowledged from a state that never reached the disk.
        """
        state, self._state = self._state, None
        with writing(self._engine) as connection:
            if renew or state is None:
                leases.renew(connection, self._lease, now=now)
            else:
                leases.require(connection, self._lease)
            state = state or _State.load(connection, self._lease.log)
            placed = self._place(connection, state, group)
            if placed.entries:
                self._store(connection, placed, state.tree, now)
            self._faults(Point.COMMIT_BEFORE)
        self._faults(Point.COMMIT_AFTER)
        state.recent.add(placed.keys)
        self._state = state
        return placed.outcomes

    def _place(self, connection: Connection, state: _State, group: Sequence[Submission]) -> Placed:
        wanted = {key for one in group for key in one.keys}
        numbers = state.recent.numbers(wanted)
        if state.recent.first:  # older ones are in the index
            numbers.update(indexed_numbers(connection, self._lease.log, wanted - numbers.keys()))
        if not numbers and len(wanted) == sum(len(one.keys) for one in group):
            return place_all(state.tree.size, group)
        hashes = self._leaf_hashes(sorted(set(numbers.values())))
        return place_new(state.tree.size, group, {key: (number, hashes[number]) for key, number in numbers.items()})

    def _store(self, connection: Connection, placed: Placed, tree: CompactRange, now: int) -> None:
        starts = range(0, len(placed.entries), ROW_ENTRIES)
        connection.execute(batches.insert(), [self._row(placed, at, at + ROW_ENTRIES, tree, now) for at in starts])

    def _row(self, placed: Placed, start: int, stop: int, tree: CompactRange, now: int) -> dict[str, object]:
        hashes, keys = placed.leaf_hashes[start:stop], placed.keys[start:stop]
        tree.extend(hashes)
        return {
            "log": self._lease.log,
            "first": placed.first + start,
            "count": len(hashes),
            "entries": encode_entries(placed.entries[start:stop]),
            "leaf_hashes": b"".join(hashes),
            "keys": None if keys == hashes else b"".join(keys),
            "size": tree.size,
            "root": tree.root(),
            "range": tree.to_bytes(),
            "token": self._lease.token,
            "committed_at": now,
        }
