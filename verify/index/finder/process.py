"""The finder's life: bring the tables up to date, map what is there, answer, look for changes, and mind the builder."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import Engine

from verify.index.errors import IndexUnavailable
from verify.index.finder.answering import answering
from verify.index.finder.finding import Finding
from verify.index.finder.reader import Reader
from verify.index.schema.upgrade import upgrade
from verify.index.shelf import Shelf

log = structlog.get_logger("finder")

POLL_SECONDS: Final = 0.2
"""How often changes are looked for: one row is read where there are none. What is put is found within a second."""


class FinderProcess:
    """Owned by the main thread, which looks for changes while others answer. `mind` is called at every look."""

    def __init__(
        self, engine: Engine, shelf: Path, sockets: Path, stopping: threading.Event, mind: Callable[[], None]
    ) -> None:
        self.engine, self.sockets, self.stopping, self.mind = engine, sockets, stopping, mind
        self.reader = Reader(engine, Shelf(shelf))

    def run(self) -> None:
        """Work until told to stop; raises IndexUnavailable where the store does not answer at the start."""
        upgrade(self.engine)
        self.reader.refresh()
        with answering(self.sockets, Finding(self.reader)) as show:
            while not self.stopping.wait(POLL_SECONDS):
                self._look()
                show()
                self.mind()

    def _look(self) -> None:
        was_current = self.reader.current
        try:
            self.reader.refresh()
        except IndexUnavailable:
            # Every question asks the store too, and says so where it is away.
            if was_current:
                log.warning("the store of the index does not answer")
