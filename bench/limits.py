"""What the machine can do at best: hashes in a second, syncs in a second, signatures checked in a second."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

ENTRY_BYTES = 190
"""An open record with a member or two; sealed ones are longer, bare ones shorter."""
SYNCED_BYTES = 4_096


def hashes_a_second(entries: list[bytes]) -> float:
    """SHA-256 of each entry alone, one after the other, one core."""
    began = time.perf_counter()
    for entry in entries:
        sha256(entry).digest()
    return len(entries) / (time.perf_counter() - began)


def syncs_a_second(folder: Path, times: int = 300) -> float:
    """Appends of 4 KiB to one file, each waiting for the disk."""
    block = os.urandom(SYNCED_BYTES)
    with (folder / "synced").open("wb", buffering=0) as file:
        began = time.perf_counter()
        for _ in range(times):
            file.write(block)
            os.fdatasync(file.fileno())
        return times / (time.perf_counter() - began)


def entries_of(count: int, kind: str) -> list[bytes]:
    """That many different entries."""
    tail = b"." * ENTRY_BYTES
    return [(b"%s %d " % (kind.encode(), number) + tail)[:ENTRY_BYTES] for number in range(count)]
