"""Wakes who waits for a check the moment it has ended; a lost word costs a fraction of a second, until they look again.

Asking the store every few hundredths of a second takes more processor time than all else that a request does.
"""

from __future__ import annotations

import atexit
import os
import secrets
import socket
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verify import wiring
from verify.jobs import bell
from verify.sockets import bind_privately

PREFIX = "ended-"
# The id of a verification has 22 characters.
WORD_BYTES = 64


def tell(verification_id: str) -> None:
    """In the process where a check ended: say so to every process of this machine that listens."""
    bell.ring(wiring.run_folder(), PREFIX, verification_id.encode())


class Ear:
    """One process's end: a socket and a thread that sets the events of who waits; `_guard` guards `_waiting`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
        self._guard = threading.Lock()
        self._waiting: defaultdict[str, set[threading.Event]] = defaultdict(set)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        bind_privately(folder, self.path.name, self._socket.bind)
        threading.Thread(target=self._listen, daemon=True, name="ends of checks").start()

    @contextmanager
    def word(self, verification_id: str) -> Iterator[threading.Event]:
        """Gives an event that is set when this check has ended."""
        event = threading.Event()
        with self._guard:
            self._waiting[verification_id].add(event)
        try:
            yield event
        finally:
            self._forget(verification_id, event)

    def _forget(self, verification_id: str, event: threading.Event) -> None:
        with self._guard:
            self._waiting[verification_id].discard(event)
            if not self._waiting[verification_id]:
                del self._waiting[verification_id]

    def _listen(self) -> None:
        while True:
            said = self._socket.recv(WORD_BYTES).decode("ascii", "replace")
            with self._guard:
                for event in self._waiting.get(said, ()):
                    event.set()


_ears: dict[tuple[int, Path], Ear] = {}
_making = threading.Lock()


def ear() -> Ear:
    """The one of this process, made when somebody first waits: after the web server forked."""
    place = (os.getpid(), wiring.run_folder())
    with _making:
        if place not in _ears:
            _ears[place] = Ear(place[1])
            atexit.register(_ears[place].path.unlink, missing_ok=True)
        return _ears[place]
