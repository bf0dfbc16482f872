"""Fingerprints to be compared, laid into sealed memory that a child gets as its one file."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Sequence

import msgspec

from provenance.sandbox.limits import COMPARE_BYTES, COMPARED_AT_ONCE

_SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


def fitting(asked: bytes, recorded: Sequence[bytes]) -> list[bytes]:
    """The first of the recorded that one child may be given."""
    taken: list[bytes] = []
    left = COMPARE_BYTES - len(asked)
    for one in recorded[:COMPARED_AT_ONCE]:
        left -= len(one)
        if left < 0:
            break
        taken.append(one)
    return taken


@contextlib.contextmanager
def in_memory(asked: bytes, recorded: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """A descriptor of a file without a name that holds them and cannot be changed any more, and its size in bytes."""
    content = msgspec.msgpack.encode([asked, *recorded])
    descriptor = os.memfd_create("fingerprints", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(content)
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, _SEALS)
        yield descriptor, len(content)
    finally:
        os.close(descriptor)
