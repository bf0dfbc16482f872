"""gunicorn's settings of the site: `gunicorn -c python:verify.server verify.wsgi`. Few processes, many threads."""

from __future__ import annotations

from typing import Any

from verify.serving import *  # noqa: F403 - gunicorn reads the names of this module
from verify.serving import settings

bind = f"{settings.BIND}:{settings.PORT}"
# Counts of callers are one where the processes share CACHE_URL; without it each process counts for itself.
workers = settings.WEB_PROCESSES
# A request that waits for its check holds a thread and nothing else.
threads = settings.WEB_THREADS

_counting: list[Any] = []


def post_worker_init(_worker: object) -> None:
    """gunicorn's hook in each web process: its counts are gathered from now on."""
    from verify.tallies.flushing import Flushing

    _counting.append(Flushing())
    _counting[0].start()


def worker_exit(_server: object, _worker: object) -> None:
    """gunicorn's hook: write the last counts."""
    for one in _counting:
        one.stop()
