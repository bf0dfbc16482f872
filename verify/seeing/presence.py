"""Which processes are at work, each by what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from verify import wiring
from verify.index.errors import IndexUnavailable
from verify.ledger.selectors import log_health
from verify.tallies.selectors import last_beat

WORKER_SILENT: Final = timedelta(seconds=60)
"""A worker beats every ten seconds; after a minute none is there."""

FINDER_SECONDS: Final = 2.0
"""The finder says how it stands from memory: one that needs longer serves nobody."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One kind of process: whether one is there, and when one last was, where that is written down."""

    process: str
    there: bool
    seen: datetime | None


def presences(at: datetime) -> tuple[Presence, ...]:
    """Worker, signer and finder; the web process is the one that answers. Raises DatabaseError."""
    return worker(at), signer(), finder(at)


def worker(at: datetime) -> Presence:
    """The workers of all machines together."""
    seen = last_beat("worker")
    return Presence("worker", seen is not None and at - seen < WORKER_SILENT, seen)


def signer() -> Presence:
    """The one signer."""
    health = log_health()
    return Presence("signer", health.running, health.seen)


def finder(at: datetime) -> Presence:
    """The finder of this machine, asked now."""
    try:
        current = wiring.finder().state(FINDER_SECONDS).current
    except IndexUnavailable:
        return Presence("finder", there=False, seen=None)
    return Presence("finder", current, at)
