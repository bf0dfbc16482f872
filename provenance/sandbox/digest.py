"""The digest of a file, taken by the parent itself, so that a captured child cannot lie about which file it saw."""

from __future__ import annotations

import hashlib
import os
import time

from provenance.sandbox.limits import HASH_BYTES, MIB
from provenance.types import Sha256Hex

_PIECE = 1 * MIB
"""Large enough that hashing, not calling, takes the time; the interpreter is free for others meanwhile."""


def sha256_of(descriptor: int, size: int, deadline: float) -> Sha256Hex | None:
    """SHA-256 of an open file without moving its offset; None above HASH_BYTES, or past `deadline` (monotonic)."""
    if size > HASH_BYTES:
        return None
    digest, at = hashlib.sha256(), 0
    while part := os.pread(descriptor, min(_PIECE, size - at), at):
        if time.monotonic() > deadline:
            return None
        digest.update(part)
        at += len(part)
    return Sha256Hex(digest.hexdigest())
