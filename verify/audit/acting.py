"""Who is at work in this thread, and why: said once at the door, so that no service forgets to hand it on.

Everything else comes in as an argument in this house. Here a forgotten argument would leave a row without a name, and
nobody would notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from verify.audit.ways import Way

NAME_CHARS: Final = 150
"""As long as a user name may be."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts: the number and name of an account, or the name of a command or of nobody in particular."""

    id: int | None
    name: str
    way: Way


INSTALLATION: Final = Actor(None, "", Way.PROCESS)
"""Nobody stood behind it: a worker or the answer to a stranger."""

MAINTAINER: Final = Actor(None, "", Way.PAGE)
"""Somebody with a seat at the camera list. Who sits where is kept from operators: only its ombudsman may tell."""

PROCESSES: Final = frozenset(("worker", "signer", "finder", "listservice", "demo"))
"""Commands that go on by themselves once they were started."""

_acting: ContextVar[Callable[[], Actor]] = ContextVar("acting", default=lambda: INSTALLATION)
_because: ContextVar[str] = ContextVar("because", default="")


@contextmanager
def acting(who: Callable[[], Actor]) -> Iterator[None]:
    """Let acts inside be this one's; `who` is asked only where a row is written, because asking costs a query."""
    token = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(token)


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Let acts inside be done for this reason, as whoever does them wrote it down."""
    token = _because.set(reason)
    try:
        yield
    finally:
        _because.reset(token)


def command(words: Sequence[str]) -> Actor:
    """A command of the operator's, by its name; its arguments may name people and are left out."""
    name = words[1] if len(words) > 1 else ""
    return Actor(None, f"manage.py {name}"[:NAME_CHARS], Way.PROCESS if name in PROCESSES else Way.COMMAND)


def who_acts() -> Actor:
    """Whoever is at work."""
    return _acting.get()()


def why() -> str:
    """The reason that was given, or nothing."""
    return _because.get()
