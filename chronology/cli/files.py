"""Files that a command names: read with a limit, hashed in pieces, never left half written."""

from __future__ import annotations

import os
from hashlib import file_digest
from pathlib import Path

from chronology.cli.errors import CannotOpen
from chronology.types import Digest


def content_of(path: Path, at_most: int) -> bytes:
    """The bytes of a file; raises CannotOpen where there is none or it is longer."""
    try:
        with path.open("rb") as stream:
            content = stream.read(at_most + 1)
    except OSError as error:
        raise CannotOpen(f"{path}: cannot be opened: {error.strerror}.") from error
    if len(content) > at_most:
        raise CannotOpen(f"{path}: is longer than the {at_most} bytes allowed here.")
    return content


def digest_of(path: Path) -> Digest:
    """The SHA-256 of a file of any length; raises CannotOpen."""
    try:
        with path.open("rb") as stream:
            return Digest(file_digest(stream, "sha256").digest())
    except OSError as error:
        raise CannotOpen(f"{path}: cannot be opened: {error.strerror}.") from error


def keep(path: Path, content: bytes) -> None:
    """Write a new file; one that is there already is never replaced. Raises CannotOpen."""
    _write(path, content, 0o644)


def keep_secret(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read; raises CannotOpen."""
    _write(path, content, 0o600)


def _write(path: Path, content: bytes, mode: int) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise CannotOpen(f"{path}: cannot be written: {error.strerror}.") from error
