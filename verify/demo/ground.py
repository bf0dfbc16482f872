"""What must be so before a demo starts: a free port, room on the disk, and no other demo in the same folder."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verify.demo.errors import CannotStart

# Stores, demo media and static files take about 60 MB; uploads want some room too.
ROOM_BYTES = 300_000_000


def require_room(folder: Path) -> None:
    """Raises CannotStart where the disk has no room for a demo."""
    free = shutil.disk_usage(folder).free
    if free < ROOM_BYTES:
        raise CannotStart(
            f"Only {free // 1_000_000} MB are free in {folder}; the demo needs {ROOM_BYTES // 1_000_000} MB. "
            "Free some space, or set DATA_DIR to a folder on another disk."
        )


def require_free_port(host: str, port: int) -> None:
    """Raises CannotStart where something else listens, or this user may not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as problem:
            raise CannotStart(f"Port {port} is reserved for administrators: make run PORT=8000.") from problem
        except OSError as problem:
            raise CannotStart(
                f"Port {port} is in use. Stop what uses it, or choose another one: make run PORT={_other(port)}."
            ) from problem


def _other(port: int) -> int:
    return port + 1 if port < 65_535 else 8000


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder for this demo; raises CannotStart where another one runs in it."""
    descriptor = os.open(folder / "demo.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as problem:
        raise CannotStart(
            f"A demo runs in {folder.parent} already. End it, or set DATA_DIR to another folder."
        ) from problem
    finally:
        os.close(descriptor)
