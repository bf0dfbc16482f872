"""Time that runs out: the deadline of one fetch, and the watch that ends a connection at it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Timer

from verify.fetch.errors import LinkUnavailable


class Deadline:
    """The total time of one fetch over all of its hops."""

    def __init__(self, seconds: float, now: Callable[[], float]) -> None:
        self._now = now
        self._end = now() + seconds

    def left(self, at_most: float) -> float:
        """Seconds left, no more than `at_most`; LinkUnavailable when none are."""
        left = self._end - self._now()
        if left <= 0:
            raise LinkUnavailable("link.too_slow", detail="total time")
        return min(left, at_most)


class Watch:
    """Shuts one connection down when its time is over, however the other side drips bytes into it.

    A time limit on single reads is not enough: a byte every few seconds never lets it run out. The watch holds
    a second descriptor of the same connection, so that it works through a TLS handshake too.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._line = sock.dup()
        self._rung = Event()
        self._timer = Timer(0, self._ring)

    def allow(self, seconds: float) -> None:
        """Give the connection `seconds` from now, in place of what it had."""
        self._stop()
        self._timer = Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    @property
    def rung(self) -> bool:
        """Whether the watch ended the connection; an early end of a file is then our doing."""
        return self._rung.is_set()

    def close(self) -> None:
        """Stop watching; afterwards the watch can no longer touch the descriptor."""
        self._stop()
        self._line.close()

    def _stop(self) -> None:
        self._timer.cancel()
        if self._timer.ident is not None:
            self._timer.join()

    def _ring(self) -> None:
        self._rung.set()
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
