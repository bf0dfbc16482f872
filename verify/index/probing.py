"""Exact search in the store itself, by its chunk columns: for what no segment holds and memory should not.

A code within radius R of another differs, in at least one of sixteen chunks, by few bits: with R = 16·a + b, b + 1
chunks are looked up with a flipped bits and the others with one less (DESIGN section 9, notes on matching).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

import numpy as np
from sqlalchemy import CompoundSelect, Connection, select, union

from provenance.fingerprint.types import Code
from verify.index.arrays import Codes, Hits, joined
from verify.index.chunks import CHUNK_BITS, CHUNK_NAMES, CHUNKS, chunks
from verify.index.keying import PACKED
from verify.index.rows import chunked, chunked_rows, read_rows
from verify.index.tables import codes, patches
from verify.index.tail import Tail
from verify.index.types import Space

DEEPEST: Final = 1
"""Flipped bits of a chunk that are looked up: 17 values each; beyond, reading everything is not slower."""

MOST_PROBED: Final = CHUNKS * (DEEPEST + 1) - 1
"""The largest radius that is served by look-ups, 31 bits."""

WINDOW: Final = 2048
"""Items whose codes are read through at a time: some megabytes."""


def stored_hits(connection: Connection, space: Space, asked: Codes, radius: int, above: int, upto: int) -> Hits:
    """All codes within the radius, of the items above one number and up to another."""
    if space in PACKED or radius > MOST_PROBED:
        return _read_through(connection, space, asked, radius, above, upto)
    parts = []
    for number, row in enumerate(asked):
        statement = _probe(space, Code(row.tobytes()), radius, above, upto)
        found = Tail(chunked_rows(list(connection.execute(statement)))).hits(row[None, :], radius)
        parts.append(Hits(np.full(len(found), number), found.item, found.place, found.distance))
    return joined(parts)


def radii(radius: int) -> list[int]:
    """How many bits of each chunk to flip; -1 where the chunk need not be looked at."""
    deep, more = divmod(radius, CHUNKS)
    return [deep if number <= more else deep - 1 for number in range(CHUNKS)]


def near_values(chunk: int, deep: int) -> list[int]:
    """The signed values that differ from a chunk by at most so many bits."""
    flips = [
        sum(1 << bit for bit in bits) for count in range(deep + 1) for bits in combinations(range(CHUNK_BITS), count)
    ]
    unsigned = [(chunk & 0xFFFF) ^ flip for flip in flips]
    return [value - (1 << CHUNK_BITS) if value >> (CHUNK_BITS - 1) else value for value in unsigned]


def _probe(space: Space, code: Code, radius: int, above: int, upto: int) -> CompoundSelect[Any]:
    looks = zip(CHUNK_NAMES, chunks(code), radii(radius), strict=True)
    return union(
        *(
            chunked(space, above, upto).where(codes.c[name].in_(near_values(chunk, deep)))
            for name, chunk, deep in looks
            if deep >= 0
        )
    )


def _read_through(connection: Connection, space: Space, asked: Codes, radius: int, above: int, upto: int) -> Hits:
    windows = _windows(connection, space, above, upto)
    return joined([Tail(read_rows(connection, space, *window)).hits(asked, radius) for window in windows])


def _windows(connection: Connection, space: Space, above: int, upto: int) -> Iterator[tuple[int, int]]:
    """Stretches of numbers that hold so many items of the space each."""
    table = patches if space in PACKED else codes
    while above < upto:
        later = (table.c.space == int(space)) & (table.c.item > above) & (table.c.item <= upto)
        next_ = select(table.c.item).distinct().where(later).order_by(table.c.item).offset(WINDOW - 1).limit(1)
        end = connection.execute(next_).scalar_one_or_none()
        yield above, upto if end is None else end
        above = upto if end is None else end
