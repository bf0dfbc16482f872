"""The file as it is handed over: opened anew, read-only, with an offset of its own."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator

from provenance.errors import CannotOpen


@contextlib.contextmanager
def reopened(descriptor: int) -> Iterator[tuple[int, int]]:
    """A fresh read-only descriptor of the same file, and its size in bytes; raises CannotOpen.

    Sharing the caller's open file would share its offset: two jobs on one file would read each other's position and see
    bytes that nobody wrote.
    """
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise CannotOpen("This is not a regular file. Name a picture, video, recording or PDF.")
    try:
        fresh = os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise CannotOpen("The file may not be read. Check its permissions.", repr(error)) from error
    try:
        yield fresh, os.fstat(fresh).st_size
    finally:
        os.close(fresh)
