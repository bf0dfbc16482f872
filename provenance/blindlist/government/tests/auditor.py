"""An auditor who reads acts with a table of their own and no code of the machine: what may have happened, and what not.

The numbers are those of the notes on hardware attestation, section 3, written down here a second time on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from provenance.blindlist.government.types import Act, ActKind

DAY = timedelta(days=1)
VOTES = {"suspend": 2, "list_device": 3, "list_class": 4, "delist": 2, "change_rules": 4, "change_members": 4}
DELAY = {"list_device": 3 * DAY, "list_class": 7 * DAY, "change_rules": 14 * DAY, "change_members": 14 * DAY}
URGENT = DAY
SUSPENDED, APPEAL, QUESTIONED, LISTED = 14 * DAY, 14 * DAY, 90 * DAY, 1_095 * DAY


@dataclass
class Seen:
    """What the acts say of one case: the newest outcome by action, and what stands, from when until when."""

    target: str
    evidence: str
    round: dict[str, Any] = field(default_factory=dict)
    decided: tuple[datetime, str] | None = None
    stands: tuple[str, datetime, datetime] | None = None
    appeal: datetime | None = None
    closed: bool = False
    heard: set[str] = field(default_factory=set)


def read(acts: Sequence[Act]) -> dict[str, Seen]:
    """Every case after these acts."""
    cases: dict[str, Seen] = {}
    for act in acts:
        if act.kind is ActKind.CASE_OPENED:
            docket: Any = act.body["docket"]
            cases[act.case] = Seen(docket["target"], docket["evidence_class"])
        elif act.case:
            _step(cases[act.case], act)
    return cases


def stands(seen: Seen, at: datetime) -> str:
    """`listed`, `questioned` or nothing."""
    return seen.stands[0] if seen.stands and seen.stands[1] <= at < seen.stands[2] and not seen.closed else ""


Behind = Mapping[tuple[str, int], frozenset[int]]


def faults(acts: Sequence[Act], supporters: Behind, places: Mapping[int, str]) -> Iterator[str]:
    """What must never happen, whoever is bribed.

    `supporters`: by case and round, who voted for it or was ready to sign that it was decided.
    """
    so_far: dict[str, Seen] = {}
    for act in acts:
        yield from _fault(so_far.get(act.case), act, supporters, places)
        if act.kind is ActKind.CASE_OPENED:
            so_far |= read([act])
        elif act.case:
            _step(so_far[act.case], act)


def _fault(seen: Seen | None, act: Act, supporters: Behind, places: Mapping[int, str]) -> Iterator[str]:
    if seen is None:
        return
    if act.kind is ActKind.ROUND_COUNTED and _outcome(act)["met"]:
        told = _outcome(act)
        behind = supporters.get((act.case, told["round"]), frozenset())
        if len(behind) < VOTES[told["action"]] or len({places[one] for one in behind}) < 2:
            yield "decided below its quorum"
        if told["action"].startswith("list") and seen.evidence == "D":
            yield "listed on evidence of class D"
        if told["action"] == "delist" and seen.heard & set(told["ballots"]):
            yield "an appeal decided by whoever voted before"
    if act.kind is ActKind.TOOK_EFFECT:
        early = seen.decided is None or act.at < seen.decided[0] + _delay(seen, seen.decided[1])
        if early:
            yield "an early effect"


def _step(seen: Seen, act: Act) -> None:
    if act.kind is ActKind.ROUND_COUNTED:
        _counted(seen, act)
    elif act.kind is ActKind.ROUND_OPENED:
        seen.round = dict(act.body)
    elif act.kind is ActKind.CANCELLED:
        seen.decided = None
    elif act.kind is ActKind.TOOK_EFFECT and seen.decided is not None:
        begin = seen.decided[0] + _delay(seen, seen.decided[1])
        seen.closed = seen.target in {"rules", "members"}
        seen.stands, seen.decided = ("listed", begin, begin + LISTED), None
    elif act.kind is ActKind.APPEALED:
        seen.appeal = act.at + APPEAL
    elif act.kind is ActKind.APPEAL_TIMED_OUT and seen.appeal is not None:
        until = seen.appeal + QUESTIONED
        if seen.stands and seen.stands[0] == "questioned":
            until = min(until, seen.stands[2])
        seen.stands = ("questioned", seen.appeal, until) if seen.evidence != "D" else None
        seen.appeal, seen.decided = None, None
    elif act.kind in {ActKind.SUSPENSION_LAPSED, ActKind.QUESTION_ENDED, ActKind.LISTING_ENDED}:
        seen.appeal = None if seen.decided is None else seen.appeal
    elif act.kind is ActKind.CASE_CLOSED:
        seen.closed = True


def _counted(seen: Seen, act: Act) -> None:
    told = _outcome(act)
    if told["action"] == "delist":
        others = len(seen.round["panel"]) - VOTES["delist"]
        if told["met"] or len(told["ballots"]) > max(1, others):
            seen.appeal, seen.closed = None, told["met"]
        return
    seen.heard |= set(told["ballots"])
    if told["met"] and told["action"] == "suspend":
        seen.stands = ("questioned", act.at, act.at + SUSPENDED)
    elif told["met"]:
        seen.decided = (act.at, told["action"])


def _delay(seen: Seen, action: str) -> timedelta:
    return URGENT if action == "list_class" and seen.evidence == "B" else DELAY[action]


def _outcome(act: Act) -> dict[str, Any]:
    told: Any = act.body["outcome"]
    return dict(told)
