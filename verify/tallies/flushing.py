"""A web server's thread that writes its counts; workers do it among their other duties."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event, Thread

from django.db import close_old_connections, connections

from verify.tallies.services import FLUSH_SECONDS, flush, gathering


class Flushing:
    """Gathers the counts of this process and writes them every few seconds until it is stopped."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="counts", daemon=True)

    def start(self) -> None:
        gathering.begin()
        self._thread.start()

    def stop(self) -> None:
        """Write the last counts."""
        self._stopped.set()
        self._thread.join(FLUSH_SECONDS)

    def _run(self) -> None:
        while not self._stopped.wait(FLUSH_SECONDS):
            flush(datetime.now(UTC))
            close_old_connections()
        flush(datetime.now(UTC))
        connections.close_all()
