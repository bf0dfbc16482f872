"""gunicorn's threaded worker, made fair: saying goodbye to one client never makes all others wait.

gunicorn 27 lingers up to two seconds over each connection that it closes, in the one thread that accepts everybody, so
eight clients that do not hang up stop a whole site for a quarter of a minute. Here the lingering is done before, in the
thread that answered the request; what is left for the accepting thread returns at once.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

# RFC 9112 section 9.6: long enough for the last packets of a client that was still sending when it was answered.
LINGER_SECONDS = 1.0
LINGER_BYTES = 1024 * 1024


class FairThreads(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """One process, many threads, and an accepting thread that waits for nobody."""

    def handle(self, conn: Any) -> object:
        """Answer one request; a connection that ends with it is emptied and shut here."""
        kept = super().handle(conn)
        if kept is False:
            with suppress(OSError, ValueError):
                _linger(conn.sock)
        return kept


def _linger(line: socket.socket) -> None:
    line.shutdown(socket.SHUT_WR)
    deadline, read = time.monotonic() + LINGER_SECONDS, 0
    while read < LINGER_BYTES and (left := deadline - time.monotonic()) > 0:
        line.settimeout(left)
        try:
            piece = line.recv(65_536)
        except OSError:
            break
        if not piece:
            break
        read += len(piece)
    line.shutdown(socket.SHUT_RDWR)
