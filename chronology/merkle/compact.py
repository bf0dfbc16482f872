"""The compact range of a tree: the roots of its complete subtrees, enough to append and to name the root."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

from chronology.errors import Malformed
from chronology.merkle.hashing import EMPTY_ROOT, HASH_BYTES, NODE_PREFIX, node_hash
from chronology.types import RootHash, TreeSize


class CompactRange:
    """A tree that only remembers what is needed to grow: at most 64 hashes of 32 bytes.

    `append` and `extend` change it in place; `copy` is cheap, so keep a copy where a step may have to be taken back.
    """

    __slots__ = ("_peaks", "_size")

    def __init__(self) -> None:
        self._size = 0
        self._peaks: list[bytes] = []  # by height; b"" where the size has no such bit

    @property
    def size(self) -> TreeSize:
        """How many leaves there are."""
        return TreeSize(self._size)

    def append(self, leaf_hash: bytes) -> None:
        """Add one leaf by its hash, 32 bytes."""
        self.extend((leaf_hash,))

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Add leaves by their hashes, 32 bytes each, level by level: about a hash a leaf."""
        nodes = list(leaf_hashes)
        if any(len(one) != HASH_BYTES for one in nodes):
            raise Malformed("A leaf hash must hold 32 bytes.")
        self._size += len(nodes)
        height = 0
        while nodes:
            nodes = self._settle(height, nodes)
            height += 1

    def _settle(self, height: int, nodes: list[bytes]) -> list[bytes]:
        """Join what stands at this height with the new nodes; keep the odd one, give their parents."""
        if height == len(self._peaks):
            self._peaks.append(b"")
        if self._peaks[height]:
            nodes = [self._peaks[height], *nodes]
        self._peaks[height] = nodes.pop() if len(nodes) & 1 else b""
        return parents_of(nodes)

    def root(self) -> RootHash:
        """The root of the tree, 32 bytes; of an empty tree SHA-256 of nothing (RFC 6962 section 2.1)."""
        found = b""
        for peak in filter(None, self._peaks):
            found = node_hash(peak, found) if found else peak
        return RootHash(found or EMPTY_ROOT)

    def copy(self) -> CompactRange:
        """A second range that grows on its own."""
        twin = CompactRange()
        twin._size, twin._peaks = self._size, list(self._peaks)
        return twin

    def to_bytes(self) -> bytes:
        """The roots of the complete subtrees, the largest first; the size is stored apart."""
        return b"".join(reversed(self._peaks))

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Self:
        """Read what `to_bytes` wrote for a tree of this size; raises Malformed where the length does not fit."""
        if size < 0 or len(data) != HASH_BYTES * size.bit_count():
            raise Malformed(f"{len(data)} bytes cannot be the compact range of a tree of {size} entries.")
        found, stop = cls(), len(data)
        found._size = size
        for height in range(size.bit_length()):
            present = size >> height & 1
            found._peaks.append(data[stop - HASH_BYTES : stop] if present else b"")
            stop -= HASH_BYTES * present
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompactRange) and (self.size, self.to_bytes()) == (other.size, other.to_bytes())

    __hash__ = None  # type: ignore[assignment]  # it changes


def parents_of(nodes: Sequence[bytes]) -> list[bytes]:
    """The parents of neighbours taken two by two; an odd last one is left out."""
    return [sha256(NODE_PREFIX + left + right).digest() for left, right in zip(nodes[::2], nodes[1::2], strict=False)]


def root_of(leaf_hashes: Iterable[bytes]) -> RootHash:
    """The root of the tree over these leaf hashes, 32 bytes each."""
    tree = CompactRange()
    tree.extend(leaf_hashes)
    return tree.root()
