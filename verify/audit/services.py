"""A row is added here, in the transaction of the act itself: what could not be noted was not done."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

import structlog
from django.db import connection, transaction
from django.utils import timezone

from verify.audit.acting import Actor, who_acts, why
from verify.audit.chain import BEGINNING, digest_of
from verify.audit.models import REASON_CHARS, Entry

log = structlog.get_logger("audit")

# One writer at a time: each row needs the digest of the last one. SQLite's transactions are alone from their beginning.
ALONE: Final = "LOCK TABLE audit_entry IN SHARE ROW EXCLUSIVE MODE"

SHORT_HEX: Final = 16
"""Of a thing whose number is a secret the trail names a digest: enough to find it again, nothing to open it with."""


@transaction.atomic
def note(
    act: str,
    *,
    about: str = "",
    subject: object = "",
    reason: str = "",
    actor: Actor | None = None,
    at: datetime | None = None,
    **params: str | int,
) -> Entry:
    """Write down one privileged act of whoever is at work; `params` are codes and numbers, never words of people."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(ALONE)
    last, who = Entry.objects.order_by("-number").first(), actor or who_acts()
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=at or timezone.now(),
        actor_id=who.id,
        actor=who.name,
        way=who.way,
        act=act,
        about=about,
        subject=str(subject),
        params=params,
        reason=(reason or why())[:REASON_CHARS],
        former=last.digest if last else BEGINNING,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    # Logs lie elsewhere than rows: a digest in them shows later that a trail was cut off or written anew.
    log.info("privileged act", number=entry.number, trail=entry.digest)
    return entry


def veiled(secret: str) -> str:
    """The name in the trail of a thing whose own number opens it."""
    return hashlib.sha256(secret.encode()).hexdigest()[:SHORT_HEX]
