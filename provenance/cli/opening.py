"""A file that was named on the command line, as the sandbox wants it: an open descriptor."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from provenance.errors import CannotOpen


@contextlib.contextmanager
def open_file(path: Path) -> Iterator[int]:
    """A read-only descriptor; raises CannotOpen with a sentence for people."""
    if path.is_dir():
        raise CannotOpen("This is a folder. Name a file.")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise CannotOpen(f"The file cannot be opened: {error.strerror}. Check the name and your rights.") from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)
