"""One writer a log: a lease row with a fencing token that only grows, checked again inside each commit.

The token is what keeps the log safe; the time of the lease only says when a rival may try. A holder whose lease ran out
goes on as long as nobody else took it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from chronology.errors import NotTheSequencer
from chronology.log.tables import leases

LEASE_MILLISECONDS = 1_500
"""How long a dead holder keeps a rival out: short, so that a restart after a crash is ready within two seconds."""
LONGEST_MILLISECONDS = 60_000
"""A lease that claims to last longer comes from a clock that was wrong, and counts as run out."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write to one log, as long as the row says this token."""

    log: int
    holder: str
    token: int
    milliseconds: int


def take(connection: Connection, log: int, holder: str, *, now: int, lasts: int = LEASE_MILLISECONDS) -> Lease:
    """Take the lease that is free or has run out; raises NotTheSequencer while another holds it."""
    row = connection.execute(select(leases).where(leases.c.log == log).with_for_update()).one()
    if now < row.expires_at <= now + LONGEST_MILLISECONDS:
        raise NotTheSequencer(f"{row.holder} writes to this log now; stop it first, or wait until its lease runs out.")
    values = {"holder": holder, "token": row.token + 1, "expires_at": now + lasts}
    connection.execute(update(leases).where(leases.c.log == log).values(values))
    return Lease(log, holder, row.token + 1, lasts)


def require(connection: Connection, lease: Lease) -> None:
    """Raise NotTheSequencer unless the lease is ours; under PostgreSQL it stays ours until this transaction ends.

    Its threads may look at once: the lock is shared among them, and only a rival or a renewal waits.
    """
    query = select(leases.c.token).where(leases.c.log == lease.log).with_for_update(read=True)
    if connection.execute(query).scalar_one_or_none() != lease.token:
        raise NotTheSequencer("Another process has taken over this log; this one must stop writing.")


def renew(connection: Connection, lease: Lease, *, now: int) -> None:
    """Make the lease last anew, and raise NotTheSequencer where it is no longer ours."""
    _set_end(connection, lease, now + lease.milliseconds)


def give_back(connection: Connection, lease: Lease) -> None:
    """Let others write at once; raises NotTheSequencer where the lease was no longer ours."""
    _set_end(connection, lease, 0)


def _set_end(connection: Connection, lease: Lease, end: int) -> None:
    ours = (leases.c.log == lease.log) & (leases.c.token == lease.token)
    if connection.execute(update(leases).where(ours).values(expires_at=end)).rowcount != 1:
        raise NotTheSequencer("Another process has taken over this log; this one must stop writing.")
