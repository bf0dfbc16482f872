"""How messages stand, in the words of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from verify.webhooks.events import Event
from verify.webhooks.models import Attempt, Delivery
from verify.webhooks.sentences import attempt_sentence

_WORDS = dict(Event.choices)


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt; `status` is None where nobody answered, `why` is empty where it was taken."""

    number: int
    at: datetime
    seconds: float
    status: int | None
    why: str


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message; `state` is `delivered`, `waiting` or `dead`, and `due` when it is tried next."""

    id: str
    event: str
    words: str
    created: datetime
    state: str
    due: datetime | None
    body: str
    attempts: Sequence[AttemptLine]


def message_line(delivery: Delivery) -> MessageLine:
    """A message with its attempts."""
    return MessageLine(
        id=delivery.pk,
        event=delivery.event,
        words=str(_WORDS.get(delivery.event, "")),
        created=delivery.created,
        state=state_of(delivery),
        due=delivery.due,
        body=delivery.body,
        attempts=[_attempt_line(one) for one in delivery.tries.all()],
    )


def state_of(delivery: Delivery) -> str:
    """How a message stands."""
    return "delivered" if delivery.delivered else "dead" if delivery.dead else "waiting"


def _attempt_line(attempt: Attempt) -> AttemptLine:
    why = attempt_sentence(attempt.code) if attempt.code else ""
    return AttemptLine(attempt.number, attempt.at, attempt.took_ms / 1000, attempt.status, why)
