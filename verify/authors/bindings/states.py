"""From what was heard to what may be said now; pure, so that every case can be tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from verify.authors.bindings.kinds import Heard

STALE_AFTER: Final = timedelta(days=7)
"""Domains are asked daily: a week without an answer is an outage that somebody would have mended."""

FIRST_AGAIN: Final = timedelta(minutes=10)
AGAIN: Final = timedelta(days=1)
"""What holds is asked daily; what does not, after ten minutes and then ever later, up to a day."""


class BindingState(StrEnum):
    """What a binding is worth now. Only `holds` and `unreachable` (heard within the week) still back a key."""

    HOLDS = "holds"
    UNREACHABLE = "unreachable"
    STALE = "stale"
    CONTRADICTED = "contradicted"
    GONE = "gone"
    ABSENT = "absent"
    UNREADABLE = "unreadable"
    NOT_CHECKED = "not_checked"
    KEY_REVOKED = "key_revoked"
    UNLISTED = "unlisted"
    LAPSED = "lapsed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of asking: the last answer of the domain, the last asking, and when it was heard to name the key.

    `answered` is the newest answer, `last` what the newest asking brought: the same, or why none came.
    """

    answered: Heard | None
    last: Heard
    held_last: datetime | None = None


def state_of(facts: Facts, at: datetime) -> BindingState:
    """The state of a binding at a moment; unreachable is never gone, and grows stale."""
    if facts.answered is Heard.NAMES_OTHERS:
        return BindingState.CONTRADICTED
    if facts.answered in (Heard.NAMES_NOBODY, Heard.NOT_THERE):
        return BindingState.GONE if facts.held_last else BindingState.ABSENT
    if facts.answered is Heard.NAMES_KEY and facts.held_last is not None:
        return _while_held(facts, facts.held_last, at)
    return _UNANSWERED.get(facts.last, BindingState.NOT_CHECKED)


def _while_held(facts: Facts, held_last: datetime, at: datetime) -> BindingState:
    if at - held_last > STALE_AFTER:
        return BindingState.STALE
    return BindingState.HOLDS if facts.last is Heard.NAMES_KEY else BindingState.UNREACHABLE


_UNANSWERED = {Heard.UNREACHABLE: BindingState.UNREACHABLE, Heard.UNREADABLE: BindingState.UNREADABLE}


def next_ask(heard: Heard, misses: int, at: datetime) -> datetime:
    """When to ask again: `misses` counts the askings in a row, this one included, that did not hear the key named."""
    if heard in (Heard.NAMES_KEY, Heard.NOT_ASKED):
        return at + AGAIN
    return at + min(AGAIN, FIRST_AGAIN * 2 ** min(misses - 1, 10))
