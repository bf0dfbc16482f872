"""The builder's life: take the lease, build what is wanted, renew; end when told to or when its parent has gone."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import Engine, text

from verify.index import lease as leases
from verify.index.building.builder import Builder
from verify.index.engines import answered, writing
from verify.index.errors import FingerprintIndexError, IndexUnavailable
from verify.index.lease import Lease, NotTheBuilder
from verify.index.moments import now
from verify.index.shelf import Shelf

log = structlog.get_logger("finder")

LOOK_SECONDS: Final = 0.5
RENEW_SECONDS: Final = 2.0
WAIT_SECONDS: Final = 5.0
"""How long to wait after another builder, or a silent store, was met."""
TIDY_SECONDS: Final = 60.0
"""How often SQLite's write-ahead log is emptied, which may still hold what was deleted."""


def live(engine: Engine, folder: Path, stopping: threading.Event) -> None:
    """Build until told to stop."""
    shelf = Shelf(folder)
    while not stopping.is_set():
        try:
            with _leased(engine, shelf, stopping) as lease:
                _work(Builder(engine, shelf, lease, now), stopping)
        except NotTheBuilder:
            stopping.wait(WAIT_SECONDS)
        except (FingerprintIndexError, OSError) as problem:
            log.warning("no segment can be built now", problem=type(problem).__name__)
            stopping.wait(WAIT_SECONDS)


def _work(builder: Builder, stopping: threading.Event) -> None:
    tidied = time.monotonic()
    while not stopping.is_set():
        if not builder.step():
            stopping.wait(LOOK_SECONDS)
        if time.monotonic() - tidied > TIDY_SECONDS:
            tidy(builder.engine)
            tidied = time.monotonic()
        with answered(), writing(builder.engine) as connection:
            leases.require(connection, builder.lease)


@contextmanager
def _leased(engine: Engine, shelf: Shelf, stopping: threading.Event) -> Iterator[Lease]:
    with answered(), writing(engine) as connection:
        lease = leases.take(connection, shelf.name, f"builder {os.getpid()}", now=now())
    done = threading.Event()
    renewing = threading.Thread(target=_renew, args=(engine, lease, done), daemon=True, name="renewing")
    renewing.start()
    try:
        yield lease
    finally:
        done.set()
        renewing.join()
        with suppress(NotTheBuilder, IndexUnavailable), answered(), writing(engine) as connection:
            leases.give_back(connection, lease)


def _renew(engine: Engine, lease: Lease, done: threading.Event) -> None:
    """Builds take longer than the lease; who lost it learns so when he lists what he built."""
    while not done.wait(RENEW_SECONDS):
        with suppress(NotTheBuilder, IndexUnavailable), answered(), writing(engine) as connection:
            leases.renew(connection, lease, now=now())


def tidy(engine: Engine) -> None:
    """Move SQLite's write-ahead log into its file and cut it off: what was deleted is overwritten there."""
    if engine.dialect.name == "sqlite":
        with answered(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
