"""Keeps the view of the index up to date: items that came or went within a poll, new segments as they are listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, select

from verify.index.engines import answered, reading
from verify.index.errors import IndexUnavailable
from verify.index.finder.behind import Behind, read_behind
from verify.index.finder.opened import Opened
from verify.index.finder.view import Sight, View
from verify.index.marks import KEPT_MILLISECONDS, last_serial, store_name
from verify.index.moments import now
from verify.index.shelf import Shelf
from verify.index.tables import items, tombstones
from verify.index.types import Scope, Space

MOST_SILENT: Final = KEPT_MILLISECONDS // 2
"""Who did not look for so long starts anew: the store may have forgotten what was dropped meanwhile."""

RESTORED = "The store of the index holds an older state than before: start the finder again."


class Reader:
    """Owned by one thread, which calls `refresh`; others take `view`, which is replaced in one step."""

    def __init__(self, engine: Engine, shelf: Shelf, clock: Callable[[], int] = now) -> None:
        self.engine, self.view, self.clock = engine, View(), clock
        self._opened = Opened(shelf)
        self._behind: dict[Space, Behind] = {}
        self.current = False
        """Whether the store answered at the last look."""
        self._store = ""
        self._looked = clock()

    def sight(self, scopes: tuple[Scope, ...]) -> Sight:
        """The newest view as an asker of these scopes sees it."""
        return Sight(self.view, self.engine, scopes)

    def refresh(self) -> bool:
        """Look for changes, and say whether there were any; raises IndexUnavailable."""
        self.current, before = False, self.view
        self._look()
        self.current, self._looked = True, self.clock()
        return self.view is not before

    def _look(self) -> None:
        with answered():
            known = self._known()
            listed = self._opened.look(self._name(), wait=not self._behind)
            with reading(self.engine) as connection:
                serial = last_serial(connection)
                if serial < self.view.serial:
                    raise IndexUnavailable(RESTORED)
                if self._behind and serial == known.serial and not listed:
                    return
                self.view = self._newer(connection, serial, known)

    def _known(self) -> View:
        if self.clock() - self._looked > MOST_SILENT:
            self._behind = {}
            return View()
        return self.view

    def _name(self) -> str:
        if not self._store:
            with reading(self.engine) as connection:
                self._store = store_name(connection)
        return self._store

    def _newer(self, connection: Connection, serial: int, known: View) -> View:
        gone = self._gone(connection, serial)
        behind = {space: self._look_behind(connection, space, serial, gone) for space in Space}
        view = View(
            serial,
            known.roster.changed(self._came(connection, serial, known), gone),
            {space: self._opened.segments(space, serial) for space in Space},
            {space: one.tail for space, one in behind.items() if len(one.tail)},
            {space: (one.covered, one.start) for space, one in behind.items() if one.covered < one.start},
        )
        self._behind = behind
        return view

    def _look_behind(self, connection: Connection, space: Space, serial: int, gone: NDArray[np.int64]) -> Behind:
        covered = self._opened.covered(space, serial)
        if space not in self._behind:
            return read_behind(connection, space, covered, serial)
        return self._behind[space].newer(connection, covered, serial, gone)

    def _came(self, connection: Connection, serial: int, known: View) -> list[tuple[int, str]]:
        new = select(items.c.id, items.c.scope).where(items.c.id > known.serial, items.c.id <= serial)
        return [(row.id, row.scope) for row in connection.execute(new.order_by(items.c.id))]

    def _gone(self, connection: Connection, serial: int) -> NDArray[np.int64]:
        if not self._behind:
            return np.empty(0, np.int64)  # who knows nothing yet need not be told what is gone
        since = (tombstones.c.serial > self.view.serial) & (tombstones.c.serial <= serial)
        return np.array(connection.execute(select(tombstones.c.item).where(since)).scalars().all(), np.int64)
