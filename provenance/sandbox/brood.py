"""The children of one zygote as the parent sees them: who waits, who died, and what each cost."""

from __future__ import annotations

import collections
import signal
import socket
import threading
import time
from dataclasses import dataclass, field

_REMEMBERED = 256
"""Deaths kept for those who ask afterwards; a few seconds of a busy worker."""


@dataclass(frozen=True, slots=True)
class Child:
    """One forked child that has not been asked yet, and the socket to ask it by."""

    number: int
    talk: socket.socket


@dataclass(frozen=True, slots=True)
class Death:
    """How one child ended: exit status (negative for a signal), peak memory in bytes, processor time in seconds."""

    number: int
    status: int
    peak_bytes: int
    cpu_seconds: float

    @property
    def how(self) -> str:
        """The signal that ended it by name, or `exit` and its status."""
        try:
            return signal.Signals(-self.status).name
        except ValueError:
            return f"exit {self.status}"


@dataclass(slots=True)
class Brood:
    """Shared between the thread that listens to the zygote and those that ask; `changed` guards every field."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    waiting: collections.deque[Child] = field(default_factory=collections.deque)
    deaths: collections.OrderedDict[int, Death] = field(default_factory=collections.OrderedDict)
    ended: bool = False

    def add(self, child: Child) -> None:
        """A child was born."""
        with self.changed:
            self.waiting.append(child)
            self.changed.notify_all()

    def bury(self, death: Death) -> None:
        """A child died; one that nobody had asked yet leaves the row."""
        with self.changed:
            self._drop(death.number)
            self.deaths[death.number] = death
            while len(self.deaths) > _REMEMBERED:
                self.deaths.popitem(last=False)
            self.changed.notify_all()

    def end(self) -> None:
        """The zygote is gone and with it all of its children."""
        with self.changed:
            self.ended = True
            while self.waiting:
                self.waiting.popleft().talk.close()
            self.changed.notify_all()

    def take(self, seconds: float) -> Child | None:
        """The child that waits longest; None where none came in time or the zygote is gone."""
        with self.changed:
            self.changed.wait_for(lambda: self.waiting or self.ended, seconds)
            return self.waiting.popleft() if self.waiting else None

    def death_of(self, number: int, seconds: float) -> Death | None:
        """How a child ended, waiting for the news; None where the zygote went first or the child lives on."""
        with self.changed:
            self.changed.wait_for(lambda: number in self.deaths or self.ended, seconds)
            return self.deaths.get(number)

    def _drop(self, number: int) -> None:
        for child in [one for one in self.waiting if one.number == number]:
            self.waiting.remove(child)
            child.talk.close()


def seconds_left(deadline: float) -> float:
    """Seconds until `deadline` on the monotonic clock, never negative."""
    return max(0.0, deadline - time.monotonic())
