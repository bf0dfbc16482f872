"""Which logs a database holds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from chronology.errors import Conflict, Malformed
from chronology.log.tables import leases, logs
from chronology.notes.keys import Verifier, log_id
from chronology.types import LogId

_LOGS = select(logs.c.number, logs.c.log_id, logs.c.origin, logs.c.vkey)


@dataclass(frozen=True, slots=True)
class Registered:
    """One log as its row names it."""

    number: int
    log_id: LogId
    origin: str
    vkey: str


def register(connection: Connection, vkey: str, *, now: int, again: bool) -> Registered:
    """Add a log under its verifier key; raises Malformed for a bad key, Conflict where its origin is taken.

    With `again` the log of this very key may exist already.
    """
    origin = Verifier.from_text(vkey).name
    taken = connection.execute(_LOGS.where(logs.c.origin == origin)).one_or_none()
    if taken is not None:
        if again and taken.vkey == vkey:
            return Registered(taken.number, LogId(bytes(taken.log_id)), origin, vkey)
        raise Conflict(f"This store has a log {origin} already; open it, or give the new one another origin.")
    number = connection.execute(select(func.coalesce(func.max(logs.c.number), 0) + 1)).scalar_one()
    found = Registered(number, log_id(vkey), origin, vkey)
    values = {"number": number, "log_id": found.log_id, "origin": origin, "vkey": vkey, "created_at": now}
    connection.execute(logs.insert().values(values))
    connection.execute(leases.insert().values(log=number, holder="", token=0, expires_at=0))
    return found


def registered(connection: Connection, origin: str | None) -> Registered:
    """The log of this origin, or the only one; raises Malformed where that names none."""
    rows = connection.execute(_LOGS if origin is None else _LOGS.where(logs.c.origin == origin)).all()
    if len(rows) != 1:
        raise Malformed("Name the origin of the log you mean; this store holds none or several such logs.")
    row = rows[0]
    return Registered(row.number, LogId(bytes(row.log_id)), row.origin, row.vkey)
