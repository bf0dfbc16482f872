"""The time that leases and tombstones go by."""

from __future__ import annotations

import time


def now() -> int:
    """Milliseconds since 1970, which go on while a machine sleeps."""
    return int(time.time() * 1000)
