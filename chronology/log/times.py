"""Times as the rows of the log hold them."""

from __future__ import annotations

from datetime import UTC, datetime

from chronology.types import Clock


def system_clock() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


def milliseconds(clock: Clock) -> int:
    """Now, in whole milliseconds since 1970."""
    return int(clock().timestamp() * 1000)
