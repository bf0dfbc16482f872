"""What a restored backup of the site brought back is erased again: the key store remembers which bodies were."""

from __future__ import annotations

from typing import Final

from verify.authors.models import SignedMessage
from verify.authors.services.erasing import forget, tombstone
from verify.jobs.kinds import Kind
from verify.ledger.keystore import erased_keys

JOB: Final = "erasing"

AT_ONCE: Final = 200
"""Rows a round: two questions to the stores, so that the whole table goes by in the background and nobody waits."""

_place = ""


def erasures_repeat(*, after: str = "") -> str:
    """Erase again, of the next rows behind this id, what was erased once; the last id looked at, empty at the end."""
    rows = list(SignedMessage.objects.filter(pk__gt=after, erased=None).order_by("pk")[:AT_ONCE])
    gone = erased_keys([tombstone(row.pk) for row in rows])
    for row in rows:
        if tombstone(row.pk) in gone:
            forget(row)
    return rows[-1].pk if len(rows) == AT_ONCE else ""


def sweep() -> None:
    """Look at the next rows; every worker goes round by itself."""
    global _place  # noqa: PLW0603 - one place a process, owned here
    _place = erasures_repeat(after=_place)


def again(name: str) -> None:
    """Erase one body again, by its id."""
    for row in SignedMessage.objects.filter(pk=name, erased=None):
        forget(row)


ERASING: Final = Kind(JOB, run=again, give_up=lambda _: None, sweep=sweep)
