"""How often a zygote that died is started again."""

from __future__ import annotations

import logging

from provenance.errors import SandboxUnavailable
from provenance.sandbox.limits import RESTART_WINDOW_SECONDS

_LOG = logging.getLogger("provenance.sandbox")


class Restarts:
    """Allows one restart in each window; the caller holds a lock."""

    def __init__(self) -> None:
        self._last: float | None = None

    def allow(self, now: float, complaint: str) -> None:
        """Count one restart at `now` on the monotonic clock; raises SandboxUnavailable where it is one too many."""
        if self._last is not None and now - self._last < RESTART_WINDOW_SECONDS:
            raise SandboxUnavailable("Media cannot be opened right now. Tell the operator.", complaint)
        _LOG.error("the media zygote ended and is started again: %s", complaint or "without a word")
        self._last = now
