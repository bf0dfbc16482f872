"""Tiles of a log whose leaf hashes are all at hand, made level by level as C2SP tlog-tiles says."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.merkle.tests.reference import mth


class TilesOf:
    """A HashReader over a list of leaf hashes; `reads` counts what was asked."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.reads = 0
        self.levels = [list(leaves)]
        while len(self.levels[-1]) >= 256:
            below = self.levels[-1]
            self.levels.append([mth(below[at : at + 256]) for at in range(0, len(below) // 256 * 256, 256)])

    def tile(self, level: int, index: int, width: int) -> bytes:
        self.reads += 1
        found = self.levels[level][256 * index : 256 * index + width]
        assert len(found) == width
        return b"".join(found)
