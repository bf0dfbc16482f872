"""Inclusion proofs, RFC 9162 section 2.1.3."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.errors import ProofBroken
from chronology.merkle.claims import require_hashes, require_numbers, whole_path
from chronology.merkle.hashing import node_hash


def verify_inclusion(*, leaf_hash: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Check that the entry with this hash is number `index` of the tree; raises ProofBroken, returns nothing.

    Hashes are 32 bytes each; source: RFC 9162 section 2.1.3.2.
    """
    path = whole_path(path)
    require_hashes(leaf_hash, root)
    require_numbers(index, size)
    if not 0 <= index < size:
        raise ProofBroken(f"An entry number {index} cannot be in a tree of {size} entries.")
    number, last, found = index, size - 1, leaf_hash
    for step in path:
        if last == 0:
            raise ProofBroken("The inclusion proof is longer than the tree is high.")
        if number & 1 or number == last:
            found = node_hash(step, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, step)
        number, last = number >> 1, last >> 1
    if last != 0:
        raise ProofBroken("The inclusion proof is shorter than the tree is high.")
    if found != root:
        raise ProofBroken("The inclusion proof leads to another root.")
