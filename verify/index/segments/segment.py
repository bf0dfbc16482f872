"""A segment as it is asked: mapped into memory, shared by all threads and processes of a machine."""

from __future__ import annotations

import mmap
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from threading import Lock, local
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from verify.index.errors import BadQuestion
from verify.index.segments import kernels
from verify.index.segments.format import Head, array_of, check, mapped, read_head
from verify.index.segments.layout import CODE_BITS, CODE_BYTES, Layout
from verify.index.segments.room import Room
from verify.index.segments.tables import Found, Tables, probes_of

# Less work than this is not worth waking a second thread for, in look-ups.
_ALONE: Final = 16
_POPULATE_READ: Final = 22


class Hits(NamedTuple):
    """Three arrays of one length: which of the codes asked about (its number), the id found, the bits that differ."""

    asked: NDArray[np.int64]
    ids: NDArray[np.uint64]
    distances: NDArray[np.int16]


class Segment:
    """Immutable but for what was dropped since it was opened. All methods may be called from several threads."""

    def __init__(self, memory: mmap.mmap, head: Head) -> None:
        self.head, self.layout = head, Layout(head.widths)
        self.ids: NDArray[np.uint64] = array_of(memory, head, "ids")
        dropped = np.zeros(head.count // 8 + 1, np.uint8)
        names = ("codes", "postings", "bases", "counts", "spilled")
        self._tables = Tables(*(array_of(memory, head, name) for name in names), dropped)
        self._probes, self._own, self._dropping = probes_of(self.layout), local(), Lock()
        self.dropped = 0
        """How many rows are taken out."""

    @classmethod
    def open(cls, path: Path, *, whole: bool = True) -> Self:
        """Map a segment; raises BrokenSegment where it is no whole one, OSError where it is away.

        With `whole` everything is read once: a damaged file is refused, and the first look-ups need not wait for the
        disk. About a gigabyte a second.
        """
        memory = mapped(path)
        head = read_head(memory)
        if whole:
            check(memory, head)
            _settle(memory)
        return cls(memory, head)

    def __len__(self) -> int:
        return self.head.count - self.dropped

    def drop(self, gone: NDArray[np.uint64], *, shift: int = 0) -> int:
        """Take out all rows whose id, shifted right by `shift` bits, is among `gone`; how many there were.

        Seen by look-ups that begin later. Reads all ids: about 10 ms for ten million, whatever the number of `gone`.
        """
        if not len(gone):
            return 0
        with self._dropping:
            number = int(kernels.drop(self._tables.dropped, self.ids, np.unique(gone.astype(np.uint64)), shift))
            self.dropped += number
        return number

    def search(
        self, codes: NDArray[np.uint8], radius: int, *, threads: ThreadPoolExecutor | None = None, parts: int = 2
    ) -> Hits:
        """All ids whose code differs from one of `codes` (n × 32 bytes) by at most `radius` bits; in no order.

        Exact at every radius from 0 to 256. With `threads`, many codes are shared out in `parts`. Raises BadQuestion
        for codes of another shape or a radius that is none.
        """
        if codes.ndim != 2 or codes.shape[1] != CODE_BYTES or not 0 <= radius <= CODE_BITS:
            raise BadQuestion("codes have 32 bytes, and a radius is between 0 and 256 bits")
        words = np.ascontiguousarray(codes, np.uint8).view(np.uint64)
        if threads is None or len(words) < _ALONE:
            return self._part(words, radius, 0)
        borders = [len(words) * part // parts for part in range(parts + 1)]
        jobs = [threads.submit(self._part, words[a:b], radius, a) for a, b in pairwise(borders)]
        return _united([job.result() for job in jobs])

    def _part(self, words: NDArray[np.uint64], radius: int, first: int) -> Hits:
        room, done, parts = self._room, 0, []
        query = room.query(self.layout, radius, self.head.count)
        while done < len(words):
            found = room.found
            number, hits = kernels.search(self._tables, self._probes, words[done:], query, room.scratch, found)
            parts.append(self._named(found, hits, first + done))
            done += number
            if not number:
                room.grow()
        room.shrink()
        return parts[0] if len(parts) == 1 else _united(parts)

    @property
    def _room(self) -> Room:
        """This thread's; a look-up is never broken off by another in the same thread."""
        if not hasattr(self._own, "room"):
            self._own.room = Room(self.layout, self.head.count)
        room: Room = self._own.room
        return room

    def _named(self, found: Found, hits: int, first: int) -> Hits:
        return Hits(found.asked[:hits] + first, self.ids[found.rows[:hits]], found.distances[:hits].copy())


def _settle(memory: mmap.mmap) -> None:
    """Map all pages now, where the kernel knows how (Linux 5.14); else look-ups do it one by one."""
    with suppress(OSError):
        memory.madvise(_POPULATE_READ)


def _united(parts: list[Hits]) -> Hits:
    none = Hits(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0, np.int16))
    return Hits(*(np.concatenate(arrays) for arrays in zip(none, *parts, strict=True)))
