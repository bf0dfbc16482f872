"""Wakes the workers of this machine at once when there is work; a lost ring costs half a second."""

from __future__ import annotations

import select
import socket
from pathlib import Path
from types import TracebackType

from verify.sockets import bind_privately, connect

PREFIX = "bell-"
# A folder with more bells than this holds leftovers; the workers' own looking finds the work then.
MOST_BELLS = 64


def ring(folder: Path, prefix: str = PREFIX, word: bytes = b"!") -> None:
    """Ring every worker's bell, or others of this prefix, without waiting and without minding who is gone."""
    for path in sorted(folder.glob(f"{prefix}*"))[:MOST_BELLS]:
        connection = connect(folder, path.name, socket.SOCK_DGRAM, 0)
        if connection is None:
            continue
        with connection:
            try:
                connection.send(word)
            except OSError:
                continue  # full: then it has been rung already


class Bell:
    """One worker's end."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.path = folder / f"{PREFIX}{worker}"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        bind_privately(folder, self.path.name, self.socket.bind)

    def wait(self, seconds: float) -> bool:
        """Whether it rang within so many seconds."""
        ready, _, _ = select.select([self.socket], [], [], seconds)
        if ready:
            self._empty()
        return bool(ready)

    def _empty(self) -> None:
        try:
            while self.socket.recv(16):
                pass
        except BlockingIOError:
            return

    def __enter__(self) -> Bell:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()
        self.path.unlink(missing_ok=True)
