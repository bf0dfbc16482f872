"""Tells other rooms that a check has ended; rooms above register here, so that cases know none of them."""

from __future__ import annotations

from collections.abc import Callable

import structlog

log = structlog.get_logger("cases")

_LISTENERS: list[Callable[[str], None]] = []


def on_end(listener: Callable[[str], None]) -> None:
    """Call `listener` with the id of each verification once it is done, refused or failed; repeats are kept once.

    A process may end between the end and the call: whoever listens looks again in its own sweep.
    """
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def ended(verification_id: str) -> None:
    """Say that a verification has ended; what goes wrong with a listener takes the answer from nobody."""
    for listener in _LISTENERS:
        try:
            listener(verification_id)
        except Exception:
            log.exception("a listener failed")
