"""Entries and keys as they come in."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from chronology.errors import Malformed
from chronology.merkle.hashing import LEAF_PREFIX
from chronology.tiles.bundles import MAX_ENTRY_BYTES

KEY_BYTES = 32
KEY_PREFIX = b"\x02"
"""Keys of other lengths are hashed behind this byte, so that none can equal a leaf hash (0x00) or a node (0x01)."""


def hashes_of(entries: Sequence[bytes]) -> list[bytes]:
    """The leaf hashes of entries, 32 bytes each; raises Malformed where one is too long."""
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise Malformed(f"An entry may hold at most {MAX_ENTRY_BYTES} bytes; shorten it and try again.")
    return [sha256(LEAF_PREFIX + entry).digest() for entry in entries]


def stored_key(key: bytes) -> bytes:
    """The 32 bytes under which a caller's key is kept."""
    return key if len(key) == KEY_BYTES else sha256(KEY_PREFIX + key).digest()


def digests(data: bytes) -> list[bytes]:
    """Cut a row of 32-byte digests."""
    return [data[at : at + 32] for at in range(0, len(data), 32)]
