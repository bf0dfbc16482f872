"""Questions about the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from verify.audit.chain import BEGINNING, Checked, checked
from verify.audit.models import Entry

AT_ONCE: Final = 2_000


def trail(*, since: datetime | None = None) -> Iterator[Entry]:
    """The rows in their order."""
    rows = Entry.objects.order_by("number")
    return (rows.filter(at__gte=since) if since else rows).iterator(AT_ONCE)


def trail_check(*, holds: str = "") -> Checked:
    """Whether the whole trail holds, and holds what was noted of it outside."""
    return checked(trail(), holds=holds)


def head() -> str:
    """The digest of the newest row: note it somewhere else."""
    return Entry.objects.order_by("-number").values_list("digest", flat=True).first() or BEGINNING
