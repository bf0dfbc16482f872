"""One builder a shelf: a lease row with a fencing token that only grows, checked again when a build is published.

The token keeps the shelf safe; the time only says when a rival may try.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, insert, select, update

from verify.index.errors import FingerprintIndexError
from verify.index.tables import leases

LEASE_MILLISECONDS: Final = 10_000
"""How long a dead builder keeps a rival out; searching goes on meanwhile."""
LONGEST_MILLISECONDS: Final = 60_000
"""A lease that claims to last longer comes from a clock that was wrong, and counts as run out."""


class NotTheBuilder(FingerprintIndexError):
    """Another process builds the segments of this shelf: leave them to it."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write to one shelf, as long as the row says this token."""

    shelf: str
    token: int


def take(connection: Connection, shelf: str, holder: str, *, now: int) -> Lease:
    """Take the lease that is free or has run out; raises NotTheBuilder while another holds it."""
    row = connection.execute(select(leases).where(leases.c.shelf == shelf).with_for_update()).one_or_none()
    if row is None:
        first = {"shelf": shelf, "holder": holder, "token": 1, "expires_at": now + LEASE_MILLISECONDS}
        connection.execute(insert(leases).values(first))
        return Lease(shelf, 1)
    if now < row.expires_at <= now + LONGEST_MILLISECONDS:
        raise NotTheBuilder(f"{row.holder} builds the segments of this folder now.")
    values = {"holder": holder, "token": row.token + 1, "expires_at": now + LEASE_MILLISECONDS}
    connection.execute(update(leases).where(leases.c.shelf == shelf).values(values))
    return Lease(shelf, row.token + 1)


def require(connection: Connection, lease: Lease) -> None:
    """Raise NotTheBuilder unless the lease is ours; under PostgreSQL it stays ours until this transaction ends."""
    query = select(leases.c.token).where(leases.c.shelf == lease.shelf).with_for_update()
    if connection.execute(query).scalar_one_or_none() != lease.token:
        raise NotTheBuilder("Another process has taken over this folder.")


def renew(connection: Connection, lease: Lease, *, now: int) -> None:
    """Make the lease last anew; raises NotTheBuilder where it is no longer ours."""
    _set_end(connection, lease, now + LEASE_MILLISECONDS)


def give_back(connection: Connection, lease: Lease) -> None:
    """Let others build at once; raises NotTheBuilder where the lease was no longer ours."""
    _set_end(connection, lease, 0)


def _set_end(connection: Connection, lease: Lease, end: int) -> None:
    ours = (leases.c.shelf == lease.shelf) & (leases.c.token == lease.token)
    if connection.execute(update(leases).where(ours).values(expires_at=end)).rowcount != 1:
        raise NotTheBuilder("Another process has taken over this folder.")
