"""A file on its way in: without a name in any folder until somebody keeps it, so that a crash leaves nothing behind."""

from __future__ import annotations

import errno
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verify.cases.errors import NoRoom

# Answers of file systems that cannot hold a file without a name.
NO_NAMELESS = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An open file of mode 0600; `path` is set only where the file system knows no files without a name."""

    file: BinaryIO
    path: Path | None

    @classmethod
    def into(cls, folder: Path) -> Arrival:
        """Open an empty one on the folder's disk; raises NoRoom where that is full."""
        try:
            return cls._open(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600), None)
        except OSError as problem:
            if problem.errno not in NO_NAMELESS:
                raise told(problem) from problem
        path = folder / f"{secrets.token_hex(16)}.arriving"
        return cls._open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), path)

    @classmethod
    def _open(cls, descriptor: int, path: Path | None) -> Arrival:
        return cls(os.fdopen(descriptor, "w+b", buffering=0), path)

    def write(self, content: bytes) -> None:
        """Write every byte; raises NoRoom where the disk is full."""
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[self.file.write(rest) :]
        except OSError as problem:
            raise told(problem) from problem

    def keep(self, target: Path) -> None:
        """Give it a name, which must be a new one."""
        if self.path is not None:
            self.path.rename(target)
            return
        # linkat follows the link in /proc to the open file only when it is given a folder's descriptor.
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.link(f"/proc/self/fd/{self.file.fileno()}", target.name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)

    def forget(self) -> None:
        """Give the disk back; harmless after `keep` and when done twice."""
        if not self.file.closed:
            self.file.close()
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def told(problem: OSError) -> OSError | NoRoom:
    """The error that says what its reader can do: a full disk is one of its own."""
    return NoRoom() if problem.errno in (errno.ENOSPC, errno.EDQUOT) else problem
