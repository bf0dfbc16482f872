"""The stores: whether each answers and is up to date, and what several machines share."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from verify import wiring
from verify.diagnosis.part import Part
from verify.shared.line import line


def stores() -> Iterator[Part]:
    """Each store of rows."""
    for name in connections:
        yield _store(name)


def _store(name: str) -> Part:
    label = f"store {name}"
    try:
        executor = MigrationExecutor(connections[name])
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        todo = "look whether its server runs, and check address, rights and room"
        return Part(label, False, "does not answer", needed=True, todo=todo)
    if waiting:
        return Part(label, False, f"{waiting} migrations wait", True, f"manage.py migrate --database {name}")
    return Part(label, True, "up to date", needed=True)


def shared() -> Iterator[Part]:
    """Redis and the bucket of uploads, where there are any."""
    if settings.CACHE_URL:
        up = line(settings.CACHE_URL).is_up()
        words = "answers" if up else "does not answer: each web process counts callers for itself"
        yield Part("cache", up, words, todo="" if up else "start Redis, or check CACHE_URL")
    if settings.MEDIA:
        from verify.cases.bucket import Bucket

        bucket = wiring.quarantine().shared
        up = isinstance(bucket, Bucket) and bucket.is_up()
        words = "answers" if up else "does not answer: no file is taken in"
        todo = "" if up else "look whether its server runs, and check MEDIA, MEDIA_ENDPOINT and the keys of the bucket"
        yield Part("media", up, words, needed=True, todo=todo)
