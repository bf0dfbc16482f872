"""Tiles of another log, each checked against a checkpoint before anything is made of it.

The tiles at the right edge of the tree hold every peak, so the root vouches for them; each full tile is vouched for by
its hash in the tile above it. Nothing is taken on the word of the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chronology.errors import ProofBroken, StoreUnavailable
from chronology.merkle.compact import root_of
from chronology.merkle.hashing import HASH_BYTES
from chronology.mirror.remote import RemoteLog
from chronology.tiles import TilePath, TileStore, TreeHashes
from chronology.tiles.paths import FULL_WIDTH, TILE_HEIGHT
from chronology.types import RootHash, TreeHead

KEPT_TILES = 256  # 8 KiB each: the tiles above are asked for again and again, those below once


@dataclass(frozen=True, slots=True)
class _Beside:
    """A store with full tiles of the same tree, and its edge, which was fetched before."""

    store: TileStore
    edges: dict[tuple[int | None, int], bytes]


class AuthenticTiles:
    """A HashReader for the tree of one checkpoint; raises ProofBroken where a tile does not fit it.

    `beside` a store, full tiles that lie there are read there: they must be known to be of this very tree, so one that
    does not fit is damaged (StoreUnavailable).
    """

    def __init__(self, remote: RemoteLog, head: TreeHead, beside: _Beside | None = None) -> None:
        self._remote, self._head = remote, head
        self._edges = beside.edges if beside else {(at.level, at.index): remote.hashes(at) for at in edge_of(head.size)}
        self._store = beside.store if beside else None
        self._full = lru_cache(maxsize=KEPT_TILES)(self._read_full)
        self.hashes = TreeHashes(self, cached_tiles=KEPT_TILES)
        if self._root(head.size) != head.root:
            raise ProofBroken("The tiles at the edge do not make the root that the checkpoint signs.")

    def beside(self, store: TileStore) -> AuthenticTiles:
        """The same tree, whose full tiles are read from this store where they lie there."""
        return AuthenticTiles(self._remote, self._head, _Beside(store, self._edges))

    def _root(self, size: int) -> RootHash | None:
        """The root that the tiles of the edge make; None where one is torn."""
        whole = all(len(self._edges[path.level, path.index]) == path.width * HASH_BYTES for path in edge_of(size))
        return self.hashes.root(size) if whole else None

    def tile(self, level: int, index: int, width: int) -> bytes:
        """The first `width` hashes of this tile, checked."""
        data = self._edges.get((level, index)) or self._full(level, index)
        return data[: width * HASH_BYTES]

    def _read_full(self, level: int, index: int) -> bytes:
        above = self.tile(level + 1, index // FULL_WIDTH, FULL_WIDTH)
        place = index % FULL_WIDTH * HASH_BYTES
        path = TilePath(level, index)
        held = self._store.read(str(path)) if self._store else None
        data = self._remote.hashes(path) if held is None else held
        if _root_of_tile(data) == above[place : place + HASH_BYTES]:
            return data
        if held is not None:
            raise StoreUnavailable(f"Our own copy of {path} is damaged: remove that file and mirror again.")
        raise ProofBroken(f"{path} does not fit the tree that the checkpoint signs.")


def edge_of(size: int) -> Iterator[TilePath]:
    """The partial tiles at the right edge of a tree, the leaves' first; there are none where it ends a full tile."""
    level = 0
    while count := size >> TILE_HEIGHT * level:
        if count % FULL_WIDTH:
            yield TilePath(level, count // FULL_WIDTH, count % FULL_WIDTH)
        level += 1


def _root_of_tile(data: bytes) -> RootHash | None:
    if len(data) != FULL_WIDTH * HASH_BYTES:
        return None
    return root_of(data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES))
