"""What a desk's key may sign: the statements of its own organisation and its own affairs, now, and nothing else.

Whoever takes over the web process can ask for what these rules allow, and leaves a row for each; that is why they are
narrow and counted.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from provenance.statements.types import (
    NOTHING,
    Address,
    Delegation,
    DomainClaim,
    KeyClaim,
    Message,
    Revocation,
    RevocationSubject,
    Statement,
)

FRESH: Final = timedelta(minutes=10)
"""How old a second factor or the message's own time may be."""
MOST_AN_HOUR: Final = 200
"""Signatures of one desk: above what the busiest desk publishes in an hour, far below what a thief would like."""

SENTENCES: Final = {
    "desk.no_request": "There is no such request, or it was answered already.",
    "desk.not_a_member": "An owner of the organisation has to allow you to sign as the desk first.",
    "desk.step_up": "Show your second factor again: it has been too long.",
    "desk.too_many": "This desk signed very many statements in the last hour. Wait a little.",
    "desk.not_ours": "The desk's key signs statements of its own organisation, and nothing else.",
    "desk.time": "The message was not made now. Make it again.",
    "desk.bad_message": "This is no message that can be signed. Make it again.",
    "desk.key_lost": "The key of this desk is missing or damaged: the operator restores it from its safe copy.",
}


def objection(message: Message, *, desk: Address, at: datetime) -> str:
    """The code why this desk's key does not sign this message; empty where it does."""
    if not _is_ours(message, desk):
        return "desk.not_ours"
    return "" if abs(_stated(message, at) - at.timestamp()) <= FRESH.total_seconds() else "desk.time"


def _stated(message: Message, at: datetime) -> float:
    """When the message says that it was made; a delegation says from when it counts instead, whenever that is."""
    return getattr(message, "time", at.timestamp())


def _is_ours(message: Message, desk: Address) -> bool:
    """A desk speaks for itself, or by a delegation for the organisation's wallet."""
    if isinstance(message, Statement):
        return message.organisation == desk if message.delegation == NOTHING else any(message.organisation)
    if isinstance(message, Delegation):
        return message.organisation == desk != message.delegate
    if isinstance(message, Revocation):
        own_key = message.subject is RevocationSubject.KEY and message.target == bytes(12) + desk
        return own_key or message.subject is RevocationSubject.DELEGATION
    return isinstance(message, KeyClaim | DomainClaim)
