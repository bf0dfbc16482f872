"""The inclusion path as people can follow it: each neighbour, on which side it stands, and what the two make."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.merkle import node_hash
from verify.ledger.values import PathStep


def steps_of(leaf_hash: bytes, index: int, size: int, path: Sequence[bytes]) -> tuple[PathStep, ...]:
    """From the leaf to the root, in the order of RFC 9162 section 2.1.3.2."""
    number, last, found, steps = index, size - 1, leaf_hash, []
    for neighbour in path:
        left = bool(number & 1) or number == last
        found = node_hash(neighbour, found) if left else node_hash(found, neighbour)
        steps.append(PathStep("left" if left else "right", neighbour.hex(), found.hex()))
        while left and not number & 1 and number:
            number, last = number >> 1, last >> 1
        number, last = number >> 1, last >> 1
    return tuple(steps)
