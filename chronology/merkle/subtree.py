"""Proofs about a subtree [start, end) of a tree, as Merkle tree certificates use them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chronology.errors import ProofBroken
from chronology.merkle.claims import require_hashes, require_numbers, whole_path
from chronology.merkle.hashing import node_hash
from chronology.merkle.inclusion import verify_inclusion


def verify_subtree_inclusion(
    *, leaf_hash: bytes, index: int, start: int, end: int, path: Sequence[bytes], root: bytes
) -> None:
    """Check that entry `index` is in the subtree [start, end) with this root; raises ProofBroken, returns nothing.

    `index` counts from the start of the whole tree; hashes are 32 bytes each; source: draft-ietf-plants-merkle-tree-
    certs, section 4.3.
    """
    require_numbers(index, start, end)
    _require_subtree(start, end)
    if not start <= index < end:
        raise ProofBroken(f"Entry number {index} is not in the subtree from {start} to {end}.")
    verify_inclusion(leaf_hash=leaf_hash, index=index - start, size=end - start, path=path, root=root)


def verify_subtree_consistency(
    *, start: int, end: int, size: int, subtree_root: bytes, root: bytes, path: Sequence[bytes]
) -> None:
    """Check that the tree of `size` entries holds this subtree at [start, end); raises ProofBroken, returns nothing.

    Hashes are 32 bytes each; source: draft-ietf-plants-merkle-tree-certs, section 4.4. An empty subtree shows nothing
    and is refused.
    """
    require_numbers(start, end, size)
    _require_subtree(start, end)
    if end > size:
        raise ProofBroken(f"A subtree that ends at {end} cannot be in a tree of {size} entries.")
    path = whole_path(path)
    require_hashes(subtree_root, root)
    climb = _Climb(start, end - 1, size - 1)
    climb.skip()
    climb.fold(subtree_root, list(path))
    if climb.tree_edge != 0 or climb.subtree != subtree_root or climb.tree != root:
        raise ProofBroken("The subtree consistency proof does not join these two roots.")


@dataclass(slots=True)
class _Climb:
    """Three places that climb to the root together, and the two hashes that are rebuilt on the way."""

    first: int
    last: int
    tree_edge: int
    subtree: bytes = b""
    tree: bytes = b""

    def skip(self) -> None:
        """Leave out the levels that need no hash of the proof."""
        flush = self.last == self.tree_edge
        while self.first != self.last and (flush or self.last & 1):
            self._up()

    def fold(self, subtree_root: bytes, path: list[bytes]) -> None:
        if self.first == self.last:
            path = [subtree_root, *path]
        if not path:
            raise ProofBroken("The subtree consistency proof is empty.")
        self.subtree = self.tree = path[0]
        for step in path[1:]:
            if self.tree_edge == 0:
                raise ProofBroken("The subtree consistency proof is longer than the tree is high.")
            self._take(step)
            self._up()

    def _take(self, step: bytes) -> None:
        if not (self.last & 1 or self.last == self.tree_edge):
            self.tree = node_hash(self.tree, step)
            return
        if self.first < self.last:
            self.subtree = node_hash(step, self.subtree)
        self.tree = node_hash(step, self.tree)
        while not self.last & 1 and self.last:
            self._up()

    def _up(self) -> None:
        self.first, self.last, self.tree_edge = self.first >> 1, self.last >> 1, self.tree_edge >> 1


def _require_subtree(start: int, end: int) -> None:
    """A subtree begins at a multiple of the smallest power of two that is not below its size."""
    if not 0 <= start < end or start % (1 << (end - start - 1).bit_length()):
        raise ProofBroken(f"No subtree can reach from {start} to {end}.")
