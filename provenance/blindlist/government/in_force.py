"""What the list has to hold at a moment, out of the acts and their proofs: every station computes it for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from provenance.attestation.types import IdKind
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.machine import replay
from provenance.blindlist.government.timing import standing
from provenance.blindlist.government.types import Act, Case, Register
from provenance.blindlist.types import Entry

AHEAD: Final = timedelta(minutes=5)
"""How far two honest clocks may be apart; every delay is far longer."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The ids of one kind that a case lists or questions: commitments of sealed ids, and what their records say.

    Versions and windows stand in the sealed ids, not here.
    """

    case: str
    case_hash: str
    kind: IdKind
    commitments: tuple[str, ...]
    entry: Entry


def in_force(acts: Iterable[Act], at: datetime) -> tuple[InForce, ...]:
    """Everything that stands at this moment, by case number; raises where the acts do not hold together.

    `at` is the reader's own clock. Acts that are dated ahead of it raise BadAct: a server that puts its clock forward
    would end delays early.
    """
    return in_force_of(replay(acts), at)


def in_force_of(register: Register, at: datetime) -> tuple[InForce, ...]:
    """The same for acts that were replayed already."""
    if register.last > at + AHEAD:
        raise BadAct("act.ahead", "The newest act is dated in the future: this clock or the list server's is wrong.")
    cases = sorted(register.cases.values(), key=lambda one: one.docket.number)
    return tuple(found for case in cases for found in _of(case, at))


def _of(case: Case, at: datetime) -> Iterator[InForce]:
    now = standing(case, at)
    if now.status is None or now.since is None:
        return
    entry = Entry(now.status, case.docket.reason.value, case.docket.number, now.since)
    kinds: dict[IdKind, list[str]] = {}
    for kind, commitment in case.docket.ids:
        kinds.setdefault(kind, []).append(commitment)
    for kind, commitments in kinds.items():
        yield InForce(case.docket.number, case.hash, kind, tuple(commitments), entry)
