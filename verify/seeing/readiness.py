"""Whether this installation can do its work now, part by part: a load balancer asks before it sends anybody here."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from verify import wiring
from verify.jobs.models import Job, JobState
from verify.seeing import presence
from verify.shared.line import line
from verify.tallies.selectors import last_beat

QUEUE_OLD: Final = timedelta(minutes=10)
"""A check takes seconds: what has waited this long is not being worked off."""

SANDBOX_SILENT: Final = timedelta(seconds=60)
"""Workers look every ten seconds whether their sandbox stands."""

PLAN_SECONDS: Final = 60.0
"""Reading all migrations takes a fifth of a second of processor, and anybody may ask: once whole, a store is asked for
them so seldom."""

ROOM_BYTES: Final = 2_000_000_000
"""Below this there is soon no room for uploads of the largest size."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """One part. Where a `needed` one is not ready nobody should be sent here; the others limit what is answered."""

    part: str
    ready: bool
    words: str
    needed: bool = True


def readiness(at: datetime) -> tuple[Readiness, ...]:
    """Every part, stores first; where these do not answer nothing else is asked."""
    stores = tuple(_stores())
    if not all(one.ready for one in stores):
        return stores
    return (*stores, *_processes(at), _sandbox(at), _queue(at), _disk(), *_shared())


_whole: dict[str, float] = {}
"""When each store was last seen with all of its migrations."""


def _stores() -> Iterator[Readiness]:
    for name in connections:
        try:
            waits = _migrations_wait(name)
        except DatabaseError:
            yield Readiness(f"store {name}", ready=False, words="does not answer")
            continue
        yield Readiness(f"store {name}", ready=not waits, words="migrations wait" if waits else "answers")


def _migrations_wait(store: str) -> bool:
    if time.monotonic() - _whole.get(store, float("-inf")) < PLAN_SECONDS:
        with connections[store].cursor() as cursor:
            cursor.execute("SELECT 1")
        return False
    executor = MigrationExecutor(connections[store])
    waits = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not waits:
        _whole[store] = time.monotonic()
    return waits


ASLEEP: Final = {
    "worker": "none is at work: files wait",
    "signer": "not at work: records wait",
    "finder": "does not answer: recorded works cannot be searched",
}


def _processes(at: datetime) -> Iterator[Readiness]:
    """Without any of them pages, look-ups and records still answer: they are said and take nobody out."""
    try:
        found = presence.presences(at)
    except (DatabaseError, OSError):
        yield Readiness("processes", ready=False, words="cannot be told", needed=False)
        return
    for one in found:
        words = "at work" if one.there else ASLEEP[one.process]
        yield Readiness(one.process, one.there, words, needed=False)


def _sandbox(at: datetime) -> Readiness:
    seen = last_beat("sandbox")
    stands = seen is not None and at - seen < SANDBOX_SILENT
    return Readiness("sandbox", stands, "stands" if stands else "none stands: no file can be opened", needed=False)


def _queue(at: datetime) -> Readiness:
    stuck = Job.objects.filter(state=JobState.QUEUED, created__lt=at - QUEUE_OLD).exists()
    return Readiness("queue", not stuck, "a job has waited for ten minutes" if stuck else "moves", needed=False)


def _disk() -> Readiness:
    room = shutil.disk_usage(Path(settings.DATA_DIR)).free >= ROOM_BYTES
    words = "has room" if room else "less than 2 GB are left: large files are turned away"
    return Readiness("disk", room, words, needed=False)


def _shared() -> Iterator[Readiness]:
    """What several machines share, where they do."""
    if settings.CACHE_URL:
        up = line(settings.CACHE_URL).is_up()
        words = "answers" if up else "does not answer: each process counts callers for itself"
        yield Readiness("cache", up, words, needed=False)
    if settings.MEDIA:
        from verify.cases.bucket import Bucket

        bucket = wiring.quarantine().shared
        up = isinstance(bucket, Bucket) and bucket.is_up()
        words = "answers" if up else "does not answer: no file is taken in"
        yield Readiness("media", up, words, needed=False)
