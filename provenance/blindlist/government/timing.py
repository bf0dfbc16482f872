"""What time makes by itself: standings that begin and lapse, and the acts that say so.

Every case that is not closed has a moment ahead at which something happens to it: none is ever stuck. Standings follow
the clock whether or not anybody wrote the act down, so that no list server can hold a lapse or a listing back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from provenance.blindlist.government.rules import Action, EvidenceClass, span
from provenance.blindlist.government.types import ActKind, Case, Register, Standing, Target
from provenance.blindlist.types import Status

Due = tuple[datetime, ActKind]

GOVERNING: Final = frozenset({Target.RULES, Target.MEMBERS})

NO_LISTING: Final[Mapping[str, Any]] = {"listed_at": None, "listed_until": None, "pending_until": None}
NO_QUESTION: Final[Mapping[str, Any]] = {
    "suspended_at": None, "suspended_until": None, "questioned_at": None, "questioned_until": None,
}  # fmt: skip


def standing(case: Case, at: datetime) -> Standing:
    """What the list says because of this case at this moment."""
    now = settled(case, at)
    if now.closed is not None or now.docket.target in GOVERNING:
        return Standing(None)
    if now.listed_at is not None:
        return Standing(Status.LISTED, now.listed_at)
    since = now.questioned_at or now.suspended_at
    return Standing(Status.QUESTIONED, since) if since is not None else Standing(None)


def settled(case: Case, at: datetime) -> Case:
    """The case with everything that time has made of it until now."""
    while (due := next_due(case)) is not None and due[0] <= at:
        case = elapse(case, due)
    return case


def next_due(case: Case) -> Due | None:
    """What happens next to this case if nobody does anything; None for a closed one alone."""
    return min(_dues(case), key=_order, default=None) if case.closed is None else None


def all_due(register: Register, at: datetime) -> tuple[tuple[str, Due], ...]:
    """The next thing that is due in each case, oldest first; call again after it was written down."""
    waiting = [(name, next_due(case)) for name, case in register.cases.items()]
    due = [(name, one) for name, one in waiting if one is not None and one[0] <= at]
    return tuple(sorted(due, key=lambda one: (_order(one[1]), one[0])))


def overdue(register: Register, at: datetime) -> tuple[str, ...]:
    """Cases whose deadline passed in silence: the canary that anyone with the acts can look at."""
    return tuple(name for name, _ in all_due(register, at))


def elapse(case: Case, due: Due) -> Case:
    """The case after what was due."""
    return replace(_ELAPSED[due[1]](case, due[0]), touched=max(case.touched, due[0]))


def is_idle(case: Case) -> bool:
    """Whether nothing stands or is under way, so that the case ends at its deadline."""
    return all(one is None for one in (case.round, case.pending_until, *_standing_until(case)))


def _standing_until(case: Case) -> tuple[datetime | None, ...]:
    return case.suspended_until, case.questioned_until, case.listed_until


def _dues(case: Case) -> Iterator[Due]:
    moments = (
        (case.appeal_by, ActKind.APPEAL_TIMED_OUT),
        (case.round.count_by if case.round else None, ActKind.ROUND_FAILED),
        (case.pending_until, ActKind.TOOK_EFFECT),
        (case.suspended_until, ActKind.SUSPENSION_LAPSED),
        (case.questioned_until, ActKind.QUESTION_ENDED),
        (case.listed_until, ActKind.LISTING_ENDED),
        (max(case.decide_by, case.touched) if is_idle(case) else None, ActKind.CASE_CLOSED),
    )
    yield from ((moment, kind) for moment, kind in moments if moment is not None)


def _appeal_timed_out(case: Case, at: datetime) -> Case:
    """Nobody decided in time: the owner wins as far as the evidence allows, and a question ends no later for it."""
    vote = None if case.round and case.round.action is Action.DELIST else case.round
    ended = replace(case, appeal_by=None, round=vote, **NO_LISTING, **NO_QUESTION)
    if case.docket.evidence_class is EvidenceClass.D:
        return replace(ended, round=None, closed=at, ended="appeal_default")
    until = at + span(case.rules.questioned)
    asked = [one for one in (case.suspended_until, case.questioned_until) if one is not None]
    until = until if case.listed_at is not None or not asked else min(until, max(asked))
    return replace(ended, questioned_at=at, questioned_until=until)


def _round_failed(case: Case, _at: datetime) -> Case:
    return replace(case, round=None)


def _took_effect(case: Case, at: datetime) -> Case:
    if case.docket.target in GOVERNING:
        return replace(case, pending_until=None, closed=at, ended="in_force")
    until = at + span(case.rules.listing)
    return replace(case, **{**NO_LISTING, **NO_QUESTION, "listed_at": at, "listed_until": until})


def _suspension_lapsed(case: Case, _at: datetime) -> Case:
    return replace(case, suspended_at=None, suspended_until=None, **_no_appeal(case, case.questioned_until))


def _question_ended(case: Case, _at: datetime) -> Case:
    return replace(case, questioned_at=None, questioned_until=None, **_no_appeal(case, case.suspended_until))


def _listing_ended(case: Case, _at: datetime) -> Case:
    return replace(case, **NO_LISTING, **_no_appeal(case, None))


def _no_appeal(case: Case, other: datetime | None) -> dict[str, Any]:
    """An appeal against what has ended by itself has ended, too; so has the vote on it."""
    if other is not None or case.pending_until is not None:
        return {}
    vote = None if case.round and case.round.action is Action.DELIST else case.round
    return {"appeal_by": None, "round": vote}


def _case_closed(case: Case, at: datetime) -> Case:
    return replace(case, closed=at, ended="no_decision")


_ELAPSED: Final[Mapping[ActKind, Callable[[Case, datetime], Case]]] = {
    ActKind.APPEAL_TIMED_OUT: _appeal_timed_out,
    ActKind.ROUND_FAILED: _round_failed,
    ActKind.TOOK_EFFECT: _took_effect,
    ActKind.SUSPENSION_LAPSED: _suspension_lapsed,
    ActKind.QUESTION_ENDED: _question_ended,
    ActKind.LISTING_ENDED: _listing_ended,
    ActKind.CASE_CLOSED: _case_closed,
}
TIMED: Final = frozenset(_ELAPSED)
"""The acts that happen by themselves."""

_FIRST: Final = tuple(_ELAPSED)


def _order(due: Due) -> tuple[datetime, int]:
    return due[0], _FIRST.index(due[1])
