"""Counting and beating; a count that cannot be written is lost, and the work it counts goes on.

Workers and web servers gather their counts in memory and write them together every few seconds, so that counting costs
the work nothing; a process that is killed loses those of its last seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

import structlog
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models import F

from verify.databases import STORE_OF_APP
from verify.tallies.models import Beat, DayTally, Tally

log = structlog.get_logger("tallies")

STORE = STORE_OF_APP["tallies"]

FLUSH_SECONDS: Final = 5.0
"""What a killed process may lose of its counts, and how far the figures run behind."""

BY_DAY: Final = frozenset(("answers", "jobs"))
"""What an error budget is kept of."""

DAYS_KEPT: Final = 35
"""The budget's thirty days, and a weekend to look at what spent it."""

Counts = Mapping[tuple[str, str], int]


class Gathering:
    """The counts of this process that wait to be written; nothing is gathered before `begin`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[str, str]] = Counter()
        self.on = False

    def begin(self) -> None:
        """Gather from now on; whoever begins flushes."""
        self.on = True

    def end(self) -> None:
        """Write each count at once again."""
        self.on = False

    def add(self, counts: Counts) -> None:
        with self._lock:
            self._counts.update(counts)

    def take(self) -> Counts:
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken


gathering = Gathering()


def tally(name: str, label: str = "", times: int = 1) -> None:
    """Count so many more; callers count after the work they count is stored."""
    counts = {(name, label): times}
    if gathering.on:
        gathering.add(counts)
        return
    try:
        _write(counts, datetime.now(UTC))
    except DatabaseError:
        log.warning("a count was lost", tally=name)


def tally_if_gathered(name: str, label: str) -> None:
    """Count where that costs no write: for what happens with every request."""
    if gathering.on:
        gathering.add({(name, label): 1})


def flush(at: datetime) -> None:
    """Write what was gathered; where the store does not answer it waits for the next time."""
    counts = gathering.take()
    if not counts:
        return
    try:
        _write(counts, at)
    except DatabaseError:
        gathering.add(counts)
        log.warning("counts wait: their store does not answer", count=len(counts))


def _write(counts: Counts, at: datetime) -> None:
    with transaction.atomic(using=STORE):
        # In one order everywhere, so that two processes never wait for each other's rows.
        for (name, label), times in sorted(counts.items()):
            _more(Tally, {"name": name, "label": label}, times)
            if name in BY_DAY:
                _more(DayTally, {"day": at.date(), "name": name, "label": label}, times)


def _more(model: type[models.Model], row: dict[str, object], times: int) -> None:
    rows = model._default_manager.filter(**row)  # noqa: SLF001 - Django's documented name
    if rows.update(count=F("count") + times):
        return
    try:
        with transaction.atomic(using=STORE):
            model._default_manager.create(**row, count=times)  # noqa: SLF001
    except IntegrityError:
        rows.update(count=F("count") + times)


def tallies_prune(at: datetime) -> None:
    """Delete days that no budget needs any more."""
    DayTally.objects.filter(day__lt=at.date() - timedelta(days=DAYS_KEPT)).delete()


def beat(name: str, at: datetime) -> None:
    """Say that a process of this kind is at work."""
    Beat.objects.update_or_create(name=name, defaults={"at": at})
