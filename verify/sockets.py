"""Local sockets in a folder of their own: reached through it, because its path may be too long for a socket."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def through(folder: Path, name: str) -> Iterator[str]:
    """A short address of `folder/name`; only valid inside the block."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}/{name}"
    finally:
        os.close(descriptor)


def bind_privately(folder: Path, name: str, bind: Callable[[str], None]) -> None:
    """Bind a socket that only this user may reach; an old one of that name makes way."""
    path = folder / name
    path.unlink(missing_ok=True)
    with through(folder, name) as address:
        bind(address)
    path.chmod(0o600)


def connect(folder: Path, name: str, kind: int, seconds: float) -> socket.socket | None:
    """A connection, or None where nobody listens; what a killed worker left is cleared away."""
    connection = socket.socket(socket.AF_UNIX, kind)
    connection.settimeout(seconds)
    try:
        with through(folder, name) as address:
            connection.connect(address)
    except OSError as problem:
        connection.close()
        if isinstance(problem, ConnectionRefusedError):
            (folder / name).unlink(missing_ok=True)
        return None
    return connection
