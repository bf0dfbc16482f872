"""Consistency proofs, RFC 9162 section 2.1.4."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.errors import ProofBroken
from chronology.merkle.claims import require_hashes, require_numbers, whole_path
from chronology.merkle.hashing import node_hash


def verify_consistency(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: Sequence[bytes]
) -> None:
    """Check that the newer tree begins with all of the older one; raises ProofBroken, returns nothing.

    Hashes are 32 bytes each; source: RFC 9162 section 2.1.4.2. From size 0 nothing can be shown, so that is refused.
    """
    path = whole_path(path)
    require_hashes(old_root, new_root)
    require_numbers(old_size, new_size)
    if not 0 < old_size <= new_size:
        raise ProofBroken(f"Nothing can be shown between a tree of {old_size} and one of {new_size} entries.")
    if old_size == new_size:
        if path:
            raise ProofBroken("Two trees of one size need no proof, yet there is one.")
        if old_root != new_root:
            raise ProofBroken("Two trees of one size have different roots.")
        return
    _climb(old_size, old_root, new_size, new_root, path)


def _climb(old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: tuple[bytes, ...]) -> None:
    if old_size & (old_size - 1) == 0:
        path = (old_root, *path)
    if not path:
        raise ProofBroken("The consistency proof is empty.")
    number, last = old_size - 1, new_size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            raise ProofBroken("The consistency proof is longer than the tree is high.")
        if number & 1 or number == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            new = node_hash(new, step)
        number, last = number >> 1, last >> 1
    if last != 0 or old != old_root or new != new_root:
        raise ProofBroken("The consistency proof does not join these two roots.")
