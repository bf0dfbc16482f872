"""The plainest exact index: every code is compared with every other. For small sets, and as the oracle of tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.fingerprint.types import CODE_BYTES, Code
from verify.index.arrays import Codes, Hits, joined, matrix, no_hits
from verify.index.errors import BadQuestion
from verify.index.types import Entry, Hit, ItemId, Space

_WORDS = CODE_BYTES // 8
_BITS = CODE_BYTES * 8
_BLOCK = 1 << 15
"""Codes compared at a time: their columns and the two working columns stay in a processor's own cache."""


class FlatIndex:
    """A `CodeIndex` in memory, for one thread; time and memory grow with the number of codes."""

    def __init__(self) -> None:
        self._rows: dict[Space, list[Entry]] = defaultdict(list)
        self._shelves: dict[Space, _Shelf] = {}

    def add(self, space: Space, entries: Sequence[Entry]) -> None:
        self._rows[space] += entries
        self._shelves.pop(space, None)

    def drop(self, item: ItemId) -> None:
        for space, rows in self._rows.items():
            self._rows[space] = [entry for entry in rows if entry.item != item]
            self._shelves.pop(space, None)

    def search(self, space: Space, codes: Sequence[Code], radius: int) -> list[list[Hit]]:
        """One list of hits for each code, by item and place."""
        answers: list[list[Hit]] = [[] for _ in codes]
        found = self.hits(space, matrix(codes), radius)
        for asked, item, place, distance in zip(found.asked, found.item, found.place, found.distance, strict=True):
            answers[asked].append(Hit(ItemId(int(item)), int(place), int(distance)))
        return [sorted(hits, key=lambda hit: (hit.item, hit.place)) for hits in answers]

    def hits(self, space: Space, codes: Codes, radius: int) -> Hits:
        if not 0 <= radius <= _BITS:
            raise BadQuestion(f"A radius is between 0 and {_BITS} bits, not {radius}.")
        if not self._rows[space] or not len(codes):
            return no_hits()
        if space not in self._shelves:
            self._shelves[space] = _Shelf(self._rows[space])
        return self._shelves[space].within(codes, radius)


class _Shelf:
    """The codes of one space as four columns of 64 bits."""

    def __init__(self, rows: Sequence[Entry]) -> None:
        self._items = np.fromiter((row.item for row in rows), np.int64, len(rows))
        self._places = np.fromiter((row.place for row in rows), np.int64, len(rows))
        self._columns = np.ascontiguousarray(_words(matrix([row.code for row in rows])).T)

    def within(self, codes: Codes, radius: int) -> Hits:
        words = _words(codes)
        starts = range(0, len(self._items), _BLOCK)
        return joined([self._block(words, start, number, radius) for start in starts for number in range(len(words))])

    def _block(self, words: NDArray[np.uint64], start: int, number: int, radius: int) -> Hits:
        columns = self._columns[:, start : start + _BLOCK]
        apart = np.bitwise_count(columns[0] ^ words[number, 0]).astype(np.uint16)
        for word in range(1, _WORDS):
            apart += np.bitwise_count(columns[word] ^ words[number, word])
        near = np.flatnonzero(apart <= radius)
        rows = near + start
        return Hits(np.full(len(near), number), self._items[rows], self._places[rows], apart[near].astype(np.int64))


def _words(codes: Codes) -> NDArray[np.uint64]:
    return np.ascontiguousarray(codes).view(np.uint64)
