"""A folder on this machine: every file in it and below, once it has stopped growing."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from provenance.errors import CannotOpen
from verify.intake.errors import NoSuchSource
from verify.intake.pieces import Piece, closed

# Cameras and copies write without a pause of this length.
SETTLED_SECONDS = 2.0
# A folder below a folder below a folder: deeper ones are an archive, which is named by itself.
DEPTH = 8
NO_FOLDER = "The folder cannot be opened. Check your rights."


@dataclass(frozen=True, slots=True)
class Folder:
    """Links are not followed and hidden names are left out: they are not what somebody put there to be recorded."""

    root: Path

    def look(self) -> Iterator[Piece]:
        """The files that have settled, by name."""
        if not self.root.is_dir():
            raise NoSuchSource(f"{self.root} is no folder. Name a folder, a feed or a sitemap.")
        for path, found in sorted(_files(self.root, DEPTH)):
            name = str(path.relative_to(self.root))
            if stat.S_ISDIR(found.st_mode):
                yield Piece(name, f"folder {path.absolute()}", partial(closed, NO_FOLDER))
            elif time.time() - found.st_mtime >= SETTLED_SECONDS and found.st_size:
                identity = f"file {path.absolute()} {found.st_size} {found.st_mtime_ns}"
                yield Piece(name, identity, partial(_opened, path))


def _files(folder: Path, depth: int) -> Iterator[tuple[Path, os.stat_result]]:
    """The files of a folder and below it; a folder that cannot be opened stands for itself."""
    try:
        with os.scandir(folder) as entries:
            listed = [one for one in entries if not one.name.startswith(".") and not one.is_symlink()]
    except OSError:
        with suppress(OSError):
            yield folder, folder.stat()
        return
    for entry in listed:
        if entry.is_dir() and depth:
            yield from _files(Path(entry.path), depth - 1)
        elif entry.is_file():
            with suppress(FileNotFoundError):  # whoever put it there took it away again
                yield Path(entry.path), entry.stat()


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError as problem:
        raise CannotOpen(f"The file cannot be opened: {problem.strerror}. Check your rights.") from problem
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise CannotOpen("This is no regular file any more.")
        yield descriptor
    finally:
        os.close(descriptor)
