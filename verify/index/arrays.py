"""Search in the form in which it is fast: many codes at once, answers as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from provenance.fingerprint.types import CODE_BYTES, Code
from verify.index.types import CodeIndex, Space

Codes = NDArray[np.uint8]
"""One code a row, 32 columns."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Four columns of one length: which of the asked codes, the item, the place in it, and the differing bits."""

    asked: NDArray[np.int64]
    item: NDArray[np.int64]
    place: NDArray[np.int64]
    distance: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.item)

    def only(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Hits:
        """The rows that `which` names."""
        return Hits(self.asked[which], self.item[which], self.place[which], self.distance[which])


@runtime_checkable
class ArrayIndex(Protocol):
    """Exactly the hits of `CodeIndex.search`, in any order."""

    def hits(self, space: Space, codes: Codes, radius: int) -> Hits: ...


@dataclass(frozen=True, slots=True)
class Columns:
    """Any `CodeIndex` in the form of columns."""

    index: CodeIndex

    def hits(self, space: Space, codes: Codes, radius: int) -> Hits:
        found = self.index.search(space, [Code(row.tobytes()) for row in codes], radius)
        rows = [(asked, hit.item, hit.place, hit.distance) for asked, hits in enumerate(found) for hit in hits]
        table = np.fromiter(chain.from_iterable(rows), np.int64, 4 * len(rows)).reshape(-1, 4)
        return Hits(*table.T)


def as_columns(index: CodeIndex | ArrayIndex) -> ArrayIndex:
    """The index itself where it answers in columns, else wrapped."""
    return index if isinstance(index, ArrayIndex) else Columns(index)


def no_hits() -> Hits:
    """Nothing found."""
    return Hits(*np.empty((4, 0), np.int64))


def joined(parts: Sequence[Hits]) -> Hits:
    """The union of what several shards found; their items are apart."""
    if not parts:
        return no_hits()
    return Hits(*(np.concatenate([getattr(part, name) for part in parts]) for name in Hits.__slots__))


def matrix(codes: bytes | Sequence[Code]) -> Codes:
    """Codes as rows, from one run of bytes or from single codes."""
    together = codes if isinstance(codes, bytes) else b"".join(codes)
    return np.frombuffer(together, np.uint8).reshape(-1, CODE_BYTES)
