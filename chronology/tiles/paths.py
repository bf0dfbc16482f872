"""Names of tiles and entry bundles: C2SP tlog-tiles, "Merkle Tree" and "Log entries"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chronology.errors import Malformed

TILE_HEIGHT = 8
FULL_WIDTH = 1 << TILE_HEIGHT
MAX_LEVEL = 63
MAX_INDEX = 2**63 - 1
ENTRIES = "entries"
_PATH = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class TilePath:
    """One tile of hashes, or one bundle of entries where `level` is None; `width` is 256 for a full one."""

    level: int | None
    index: int
    width: int = FULL_WIDTH

    @property
    def is_full(self) -> bool:
        """Whether it will never be replaced by a wider one."""
        return self.width == FULL_WIDTH

    def __str__(self) -> str:
        """Its path below the prefix of the log."""
        if not 0 <= self.index <= MAX_INDEX or not 0 <= (self.level or 0) <= MAX_LEVEL:
            raise Malformed(f"There is no tile {self.level}/{self.index}.")
        level = ENTRIES if self.level is None else str(self.level)
        return f"tile/{level}/{_number(self.index)}{'' if self.is_full else f'.p/{self.width}'}"


def parse_path(path: str) -> TilePath:
    """Read a path below the prefix of the log; raises Malformed for all but the one spelling of it."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise Malformed("This is not the path of a tile or of entries.")
    level, digits, width = found.groups()
    named = TilePath(
        None if level == ENTRIES else int(level),
        int(digits.replace("/", "").replace("x", "")),
        int(width or FULL_WIDTH),
    )
    if named.width > FULL_WIDTH or str(named) != path:
        raise Malformed("This is not how the path of a tile is written.")
    return named


def tiles_between(old_size: int, new_size: int) -> Iterator[TilePath]:
    """The tiles and bundles that a log of `new_size` entries has and one of `old_size` had not yet, level by level.

    Partial ones are those at the edge of `new_size`; from 0 these are all tiles of the tree.
    """
    yield from _row(None, old_size, new_size)
    for level in range(MAX_LEVEL + 1):
        old, new = old_size >> TILE_HEIGHT * level, new_size >> TILE_HEIGHT * level
        if not new:
            return
        yield from _row(level, old, new)


def _row(level: int | None, old: int, new: int) -> Iterator[TilePath]:
    for index in range(old // FULL_WIDTH, new // FULL_WIDTH):
        yield TilePath(level, index)
    if new % FULL_WIDTH and new > old:
        yield TilePath(level, new // FULL_WIDTH, new % FULL_WIDTH)


def _number(index: int) -> str:
    """1234067 is x001/x234/067."""
    parts = [f"{index % 1000:03d}"]
    while index := index // 1000:
        parts.append(f"x{index % 1000:03d}")
    return "/".join(reversed(parts))
