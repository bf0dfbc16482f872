"""How long a caller wants to wait: the `Prefer` header (RFC 7240)."""

from __future__ import annotations

import re

from verify.api.limits import WAIT_MAX_SECONDS

_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*(\d{1,6})(?:$|[,;\s])")
_ASYNC = re.compile(r"(?:^|[,;\s])respond-async(?:$|[,;\s])")


def seconds_to_wait(prefer: str) -> int:
    """Seconds from 0 to `WAIT_MAX_SECONDS`; preferences that we do not know are ignored, as the RFC asks.

    `respond-async, wait=5` means: five seconds, then come back; `respond-async` alone means not to wait at all.
    """
    wanted = _WAIT.search(prefer.lower())
    if wanted:
        return min(int(wanted[1]), WAIT_MAX_SECONDS)
    return 0 if _ASYNC.search(prefer.lower()) else WAIT_MAX_SECONDS
