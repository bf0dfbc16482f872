"""Proofs made from tiles: RFC 9162 sections 2.1.3.1 and 2.1.4.1 over C2SP tlog-tiles."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from chronology.errors import Malformed
from chronology.merkle.compact import parents_of
from chronology.merkle.hashing import EMPTY_ROOT, HASH_BYTES, node_hash
from chronology.tiles.paths import FULL_WIDTH, TILE_HEIGHT
from chronology.types import RootHash

CACHED_TILES = 4_608  # 16 KiB each, so 72 MiB when full: all tiles of a log of a million entries
CACHED_EDGES = 1_024  # roots of incomplete right edges, a few for each size that is asked for


class HashReader(Protocol):
    """Gives the hashes of tiles, whether they lie in files or still in tables."""

    def tile(self, level: int, index: int, width: int) -> bytes:
        """The first `width` hashes (32 bytes each, joined) of tile `index` of a tlog-tiles level.

        Each is the root of 256**level entries; what is asked for exists; raises StoreUnavailable where it is lost.
        """
        ...


class TreeHashes:
    """The inner nodes of a log, computed from its tiles and remembered; safe to share between threads."""

    def __init__(self, reader: HashReader, cached_tiles: int = CACHED_TILES) -> None:
        self._reader = reader
        self._rows = lru_cache(maxsize=cached_tiles)(self._load)
        self._edge = lru_cache(maxsize=CACHED_EDGES)(self._edge_of)

    def node(self, height: int, number: int, size: int) -> bytes:
        """The root of the 2**height entries from number * 2**height on, complete in a tree of `size` entries."""
        level, row = divmod(height, TILE_HEIGHT)
        index, place = divmod(number, FULL_WIDTH >> row)
        width = min(FULL_WIDTH, (size >> TILE_HEIGHT * level) - index * FULL_WIDTH)
        start = place * HASH_BYTES
        return self._rows(level, index, width)[row][start : start + HASH_BYTES]

    def edge(self, start: int, size: int) -> bytes:
        """The root of the entries from `start` to the end of the tree; no node of the tree reaches across `start`."""
        return self._edge(start, size)

    def root(self, size: int) -> RootHash:
        """The root of the first `size` entries, 32 bytes."""
        return RootHash(self._edge(0, size)) if size else EMPTY_ROOT

    def _load(self, level: int, index: int, width: int) -> tuple[bytes, ...]:
        """The rows of one tile from its own hashes up, each joined; only whole nodes are in them."""
        data = self._reader.tile(level, index, width)
        if len(data) != width * HASH_BYTES:
            raise Malformed(f"Tile {level}/{index} does not hold {width} hashes.")
        rows = [data]
        nodes = [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]
        for _ in range(TILE_HEIGHT - 1):
            nodes = parents_of(nodes)
            rows.append(b"".join(nodes))
        return tuple(rows)

    def _edge_of(self, start: int, size: int) -> bytes:
        """Join the complete nodes of [start, size), the smallest first."""
        found, left = b"", size - start
        while left:
            height = (left & -left).bit_length() - 1
            left -= 1 << height
            peak = self.node(height, (start + left) >> height, size)
            found = node_hash(peak, found) if found else peak
        return found


def prove_inclusion(hashes: TreeHashes, index: int, size: int) -> tuple[bytes, ...]:
    """The audit path of entry `index` in the tree of `size` entries, 32 bytes each, the leaf's sibling first."""
    if not 0 <= index < size:
        raise Malformed(f"There is no entry number {index} among {size}.")
    return _siblings(hashes, index, size, 0)


def prove_consistency(hashes: TreeHashes, old_size: int, new_size: int) -> tuple[bytes, ...]:
    """The proof that the tree of `new_size` entries begins with the one of `old_size`; empty from 0 and for equals."""
    if not 0 <= old_size <= new_size:
        raise Malformed(f"A tree of {new_size} entries cannot begin with one of {old_size}.")
    if old_size in (0, new_size):
        return ()
    height = (old_size & -old_size).bit_length() - 1
    number = (old_size - 1) >> height
    own = () if number == 0 else (hashes.node(height, number, new_size),)
    return own + _siblings(hashes, old_size - 1, new_size, height)


def _siblings(hashes: TreeHashes, index: int, size: int, height: int) -> tuple[bytes, ...]:
    """What stands beside the way from the node above `index` at `height` up to the root."""
    fork = (index ^ (size - 1)).bit_length()  # from here on up the way runs along the right edge
    path = [hashes.node(at, (index >> at) ^ 1, size) for at in range(height, fork - 1)]
    if fork:
        path.append(hashes.edge((index >> fork - 1 ^ 1) << fork - 1, size))
    edge = index >> fork
    path += [hashes.node(fork + at, edge >> at ^ 1, size) for at in range(edge.bit_length()) if edge >> at & 1]
    return tuple(path)
