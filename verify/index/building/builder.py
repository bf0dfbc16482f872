"""Builds segments from the store and lists them; whoever lost the lease lists nothing any more."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, delete, select

from verify.index.building.plan import PURGE_SECONDS, Job, next_job
from verify.index.engines import answered, reading, writing
from verify.index.lease import Lease, require
from verify.index.marks import KEPT_MILLISECONDS, last_serial, store_name
from verify.index.rows import Rows, count_rows, read_rows
from verify.index.segments.building import build
from verify.index.segments.format import BrokenSegment
from verify.index.segments.segment import Segment
from verify.index.shelf import RADII, Listed, Listing, Shelf
from verify.index.tables import tombstones
from verify.index.types import Space


class Builder:
    """Builds for one folder, under a lease; owned by one thread."""

    def __init__(self, engine: Engine, shelf: Shelf, lease: Lease, clock: Callable[[], int]) -> None:
        self.engine, self.shelf, self.lease, self.clock = engine, shelf, lease, clock
        with answered(), reading(engine) as connection:
            self.store = store_name(connection)
        self._checked = False
        self._due: list[tuple[int, int]] = []
        self._due_upto = 0

    def step(self) -> bool:
        """Build one segment if one is wanted, and say whether it was; raises NotTheBuilder and IndexUnavailable."""
        if not self._checked:
            self._check()
        listing = self._listing()
        with answered(), reading(self.engine) as connection:
            serial = last_serial(connection)
            self._look_for_due(connection, listing)
            jobs = [self._job(connection, listing, space, serial) for space in Space]
            job = next((one for one in jobs if one is not None), None)
            rows = read_rows(connection, job.space, job.above, job.upto) if job else None
        if job is None or rows is None:
            self._forget()
            return False
        self._publish(listing, job, self._build(job, rows, serial))
        return True

    def _check(self) -> None:
        """After a start: what is listed must be whole, and what is not listed goes."""
        listing = self.shelf.listing(self.store)
        whole = tuple(one for one in listing.segments if _is_whole(self.shelf, one))
        if whole != listing.segments or listing.token > self.lease.token:
            self._list(Listing(store=self.store, token=self.lease.token, segments=whole))
        self.shelf.clear(self._listing())
        self._checked = True

    def _listing(self) -> Listing:
        """What is listed and there: of each space from the first item on, without a gap."""
        listing = self.shelf.listing(self.store)
        kept = tuple(one for space in Space for one in chain_of(self.shelf, listing, space))
        return Listing(store=self.store, token=listing.token, segments=kept)

    def _job(self, connection: Connection, listing: Listing, space: Space, serial: int) -> Job | None:
        chain = [one for one in listing.of(space) if one.upto <= serial]
        covered = chain[-1].upto if chain else 0
        rows = count_rows(connection, space, covered, serial) if covered < serial else 0
        stale = [item for at, item in self._due if any(_may_hold(one, at, item) for one in chain)]
        return next_job(space, chain, rows, serial, stale)

    def _look_for_due(self, connection: Connection, listing: Listing) -> None:
        """Items dropped so long ago that no file may hold them now, each read once; by the numbers of their ends."""
        old = tombstones.c.dropped_at <= self.clock() - PURGE_SECONDS * 1000
        found = connection.execute(
            select(tombstones.c.serial, tombstones.c.item).where(old, tombstones.c.serial > self._due_upto)
        )
        new = [(row.serial, row.item) for row in found]
        self._due_upto = max([self._due_upto, *(at for at, _ in new)])
        self._due = [
            (at, item) for at, item in (*self._due, *new) if any(_may_hold(one, at, item) for one in listing.segments)
        ]

    def _build(self, job: Job, rows: Rows, serial: int) -> Listed:
        name = f"{job.space.name.lower()}-{job.above}-{job.upto}-{serial}-{self.lease.token}.segment"
        listed = Listed(job.space, job.above, job.upto, len(rows), serial, name)
        build(self.shelf.path(listed), rows.codes, rows.names, radius=RADII[job.space])
        return listed

    def _publish(self, listing: Listing, job: Job, built: Listed) -> None:
        """Readers see either what the new segment replaces, or it."""
        outside = [
            one
            for one in listing.segments
            if one.space != job.space or not (job.above <= one.above and one.upto <= job.upto)
        ]
        newer = Listing(store=self.store, token=self.lease.token, segments=(*outside, built))
        self._list(newer)
        self.shelf.clear(newer)

    def _list(self, listing: Listing) -> None:
        """Under the lease's row, so that a builder that was held up cannot undo what its successor did."""
        with answered(), writing(self.engine) as connection:
            require(connection, self.lease)
            self.shelf.publish(listing)

    def _forget(self) -> None:
        """Tombstones go once no file holds what they speak of, and readers had a day to see them."""
        past = self.clock() - KEPT_MILLISECONDS
        oldest = select(tombstones.c.dropped_at).order_by(tombstones.c.serial).limit(1)
        with answered(), reading(self.engine) as connection:
            first = connection.execute(oldest).scalar_one_or_none()
        if first is None or first > past or self._due:
            return
        with answered(), writing(self.engine) as connection:
            connection.execute(delete(tombstones).where(tombstones.c.dropped_at <= past))


def chain_of(shelf: Shelf, listing: Listing, space: Space) -> list[Listed]:
    """Listed segments whose files are there, from the first item on without a gap."""
    chain: list[Listed] = []
    for one in listing.of(space):
        if one.above != (chain[-1].upto if chain else 0) or not shelf.path(one).exists():
            break
        chain.append(one)
    return chain


def _may_hold(one: Listed, dropped: int, item: int) -> bool:
    return one.above < item <= one.upto and one.built < dropped


def _is_whole(shelf: Shelf, listed: Listed) -> bool:
    try:
        Segment.open(shelf.path(listed))
    except (OSError, BrokenSegment):
        return False
    return True
