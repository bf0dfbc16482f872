"""The newest codes of a space, in memory, compared one by one: there are never many."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from verify.index.arrays import Codes, Hits, joined
from verify.index.naming import items_of, places_of
from verify.index.rows import Rows

_WORDS: Final = 4
_BLOCK: Final = 1 << 15
"""Codes compared at a time: their columns and the two working columns stay in a processor's own cache."""


class Tail:
    """Codes that no segment holds yet; never changed, a longer one takes its place."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._columns = np.ascontiguousarray(_words(rows.codes).T)

    def __len__(self) -> int:
        return len(self.rows)

    def hits(self, codes: Codes, radius: int) -> Hits:
        """All codes within the radius."""
        words = _words(codes)
        starts = range(0, len(self), _BLOCK)
        return joined([self._block(words, number, start, radius) for start in starts for number in range(len(words))])

    def _block(self, words: NDArray[np.uint64], number: int, start: int, radius: int) -> Hits:
        columns = self._columns[:, start : start + _BLOCK]
        apart = np.bitwise_count(columns[0] ^ words[number, 0]).astype(np.uint16)
        for word in range(1, _WORDS):
            apart += np.bitwise_count(columns[word] ^ words[number, word])
        near = np.flatnonzero(apart <= radius)
        names = self.rows.names[near + start]
        return Hits(np.full(len(near), number), items_of(names), places_of(names), apart[near].astype(np.int64))


def _words(codes: Codes) -> NDArray[np.uint64]:
    return np.ascontiguousarray(codes).view(np.uint64)
