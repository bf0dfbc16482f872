"""What the signer does again and again, each duty in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import close_old_connections, connections

from chronology.errors import ChronologyError, NotTheSequencer, ProofBroken, RolledBack

log = structlog.get_logger("signer")

# What a repeat cannot mend: a person must look first.
FATAL = (RolledBack, ProofBroken, NotTheSequencer)


@dataclass(frozen=True, slots=True)
class Duty:
    """`do` may be repeated at any time, and returns whether more of the same waits already."""

    name: str
    every: float
    do: Callable[[], bool]


class Stopping(threading.Event):
    """Set once: by a signal, or by a duty that must not go on; `reason` is the first such."""

    reason: ChronologyError | None = None

    def because(self, reason: ChronologyError) -> None:
        """Stop everything, and keep why."""
        self.reason = self.reason or reason
        self.set()


def start(duty: Duty, stopping: Stopping) -> threading.Thread:
    """Do it until everything stops."""
    thread = threading.Thread(target=_repeat, args=(duty, stopping), name=duty.name)
    thread.start()
    return thread


def _repeat(duty: Duty, stopping: Stopping) -> None:
    while not stopping.is_set():
        if not _once(duty, stopping):
            stopping.wait(duty.every)
        close_old_connections()
    connections.close_all()


def _once(duty: Duty, stopping: Stopping) -> bool:
    try:
        return duty.do()
    except FATAL as problem:
        log.exception("the signer stops", part=duty.name)
        stopping.because(problem)
    except Exception:
        # A store or peer that is away for a moment; nothing was acknowledged, and the next round repeats it.
        log.exception("a duty failed and is repeated", part=duty.name)
    return False
