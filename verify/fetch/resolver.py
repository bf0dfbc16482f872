"""From a name to the addresses it has now; what comes back is judged by somebody else."""

from __future__ import annotations

import socket
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

from verify.fetch.errors import LinkUnavailable


class Resolver(Protocol):
    """Answers with every address of a name, of both families, as text; LinkUnavailable when there is none."""

    def resolve(self, name: str, seconds: float) -> tuple[str, ...]: ...


class SystemResolver:
    """Asks the resolver of the operating system, and waits no longer than told."""

    def resolve(self, name: str, seconds: float) -> tuple[str, ...]:
        """All addresses of `name`; the closing dot keeps the search domains of the operator's network out."""
        answers: SimpleQueue[tuple[str, ...]] = SimpleQueue()
        # getaddrinfo knows no time limit; a thread left behind ends with the system's own limit.
        Thread(target=lambda: answers.put(_look_up(name + ".")), daemon=True).start()
        try:
            found = answers.get(timeout=seconds)
        except Empty:
            raise LinkUnavailable("link.no_answer", detail="name service") from None
        if not found:
            raise LinkUnavailable("link.name_unknown")
        return found


def _look_up(name: str) -> tuple[str, ...]:
    try:
        answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
