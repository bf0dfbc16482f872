"""The tree as an audit derives it anew from stored entries, with its roots at every size somebody has named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chronology.merkle.compact import CompactRange, root_of
from chronology.tiles import FULL_WIDTH
from chronology.types import RootHash


@dataclass(slots=True)
class DerivedTree:
    """Grows by whole tiles of 256 leaf hashes, the last of which may be partial."""

    asked: Sequence[int]
    """Sizes whose roots are wanted, in rising order."""
    ranges: dict[int, CompactRange] = field(default_factory=dict)
    tile_roots: list[bytes] = field(default_factory=list)
    size: int = 0
    _tiles: CompactRange = field(default_factory=CompactRange)
    _next: int = 0

    def __post_init__(self) -> None:
        """An empty tree has a root too."""
        if 0 in self.asked:
            self._remember(0, ())

    def add_tile(self, leaf_hashes: Sequence[bytes]) -> None:
        """Add the next tile; only the last one may be partial."""
        stop = self.size + len(leaf_hashes)
        while self._next < len(self.asked) and self.asked[self._next] < stop:
            self._remember(self.asked[self._next], leaf_hashes)
            self._next += 1
        if len(leaf_hashes) == FULL_WIDTH:
            self.tile_roots.append(root_of(leaf_hashes))
            self._tiles.append(self.tile_roots[-1])
            leaf_hashes = ()
        self.size = stop
        while self._next < len(self.asked) and self.asked[self._next] == stop:
            self._remember(stop, leaf_hashes)
            self._next += 1

    def root(self, size: int) -> RootHash:
        """The root at a size that was asked for and is there."""
        return self.ranges[size].root()

    def _remember(self, size: int, leaf_hashes: Sequence[bytes]) -> None:
        """The tree of whole tiles and the tree within the next one, side by side, are the tree of all of them."""
        rest = CompactRange()
        rest.extend(leaf_hashes[: size % FULL_WIDTH])
        self.ranges[size] = CompactRange.from_bytes(size, self._tiles.to_bytes() + rest.to_bytes())


def rising(sizes: Iterable[int]) -> list[int]:
    """Sizes once each, in rising order."""
    return sorted(set(sizes))
