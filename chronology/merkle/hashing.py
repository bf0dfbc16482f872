"""The three hashes of RFC 6962 section 2.1."""

from __future__ import annotations

from hashlib import sha256

from chronology.types import LeafHash, RootHash

HASH_BYTES = 32
LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"
EMPTY_ROOT = RootHash(sha256(b"").digest())
"""The root of a tree without entries."""


def leaf_hash(data: bytes) -> LeafHash:
    """Hash one entry: SHA-256(0x00 || data), 32 bytes."""
    return LeafHash(sha256(LEAF_PREFIX + data).digest())


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into their parent: SHA-256(0x01 || left || right), 32 bytes each."""
    return sha256(NODE_PREFIX + left + right).digest()
