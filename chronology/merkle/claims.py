"""What a proof must be made of before any of it is hashed."""

from __future__ import annotations

from collections.abc import Iterable

from chronology.errors import ProofBroken
from chronology.merkle.hashing import HASH_BYTES

MAX_PATH = 128
"""Hashes in a path: a tree that a 64-bit number counts is 64 levels high, a path between two twice that."""


def require_hashes(*hashes: bytes) -> None:
    """Raises ProofBroken unless each is 32 bytes."""
    if not all(isinstance(one, bytes | bytearray | memoryview) and len(one) == HASH_BYTES for one in hashes):
        raise ProofBroken("Each hash of a proof must hold 32 bytes.")


def require_numbers(*numbers: int) -> None:
    """Raises ProofBroken unless each is a whole number."""
    if not all(type(one) is int for one in numbers):
        raise ProofBroken("Sizes and numbers in a proof must be whole numbers.")


def whole_path(path: Iterable[bytes]) -> tuple[bytes, ...]:
    """The hashes of a path, read once; raises ProofBroken where one is none or there are too many."""
    found = tuple(one for one, _ in zip(path, range(MAX_PATH + 1), strict=False))
    if len(found) > MAX_PATH:
        raise ProofBroken("This path is longer than any tree is high.")
    require_hashes(*found)
    return found
