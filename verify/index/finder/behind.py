"""What no segment holds yet: the newest codes in memory, and before them, if many, a stretch left to the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from verify.index.rows import Rows, count_rows, joined_rows, no_rows, read_rows
from verify.index.tail import Tail
from verify.index.types import Space

MOST_TAIL: Final = 262_144
"""Codes of a space in memory, 10 MB, which look-ups compare one by one. What is beyond waits for its segment in the
store, where it is searched more slowly and as exactly."""

_A_LOT: Final = 2_000
"""New changes from which their codes are counted before they are read."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Of one space: items up to `covered` lie in segments, up to `start` only in the store, later ones in the tail."""

    space: Space
    covered: int
    start: int
    serial: int
    tail: Tail

    def newer(self, connection: Connection, covered: int, serial: int, gone: NDArray[np.int64]) -> Behind:
        """The same after the change `serial`, with segments up to `covered`."""
        if covered < self.covered:
            return read_behind(connection, self.space, covered, serial)
        new = self._read(connection, serial)
        if new is None or len(new) + len(self.tail) > MOST_TAIL:
            return Behind(self.space, covered, serial, serial, empty_tail())
        start = max(covered, self.start)
        rows = self.tail.rows.without(gone)
        rows = joined_rows([rows.above(start) if start > self.start else rows, new])
        tail = self.tail if rows is self.tail.rows else Tail(rows)
        return Behind(self.space, covered, start, serial, tail)

    def _read(self, connection: Connection, serial: int) -> Rows | None:
        """The newest codes; None where they are too many for memory."""
        if serial == self.serial:
            return no_rows()
        if serial - self.serial > _A_LOT and count_rows(connection, self.space, self.serial, serial) > MOST_TAIL:
            return None
        return read_rows(connection, self.space, self.serial, serial)


def read_behind(connection: Connection, space: Space, covered: int, serial: int) -> Behind:
    """Everything that the segments lack, read anew."""
    if count_rows(connection, space, covered, serial) > MOST_TAIL:
        return Behind(space, covered, serial, serial, empty_tail())
    return Behind(space, covered, covered, serial, Tail(read_rows(connection, space, covered, serial)))


def empty_tail() -> Tail:
    """No code."""
    return Tail(no_rows())
