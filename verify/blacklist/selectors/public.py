"""What everybody may read: cases, acts with their place on the log, counts. No row, no id, no seat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from provenance.blindlist.government.timing import settled, standing
from provenance.blindlist.government.types import Act, Case
from verify.blacklist.errors import NoSuchCase
from verify.blacklist.models import ActRow, EditionRow, RoundRow
from verify.blacklist.services.writing import now
from verify.blacklist.state import act_of, register
from verify.ledger.models import Record

ALWAYS: Final = ("open", "voting", "counting", "waiting", "questioned", "listed", "appealed", "delisted", "closed",
                 "appeals", "legal_orders")  # fmt: skip
"""Counts that are told even where they are zero."""


@dataclass(frozen=True, slots=True)
class ActSeen:
    """One act with its hash, its place on the log (None: not there yet), and the public number of its case."""

    act: Act
    hash: str
    entry: int | None
    number_of_case: str


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """One case with everything that happened in it, oldest first; `state` is one word for it."""

    case: Case
    acts: tuple[ActSeen, ...]
    state: str


def case_public(number: str) -> CaseSeen:
    """The case of this public number, as time has made it until now; raises NoSuchCase."""
    case = settled(case_numbered(number), now())
    rows = ActRow.objects.filter(case=case.hash).order_by("number")
    return CaseSeen(case, _seen(rows), state_of(case))


def cases_public(before: str | None = None, limit: int = 50) -> tuple[Case, ...]:
    """The newest cases, opened before the one of this number."""
    newest = sorted(register().cases.values(), key=lambda one: one.docket.number, reverse=True)
    known = [one for one in newest if before is None or one.docket.number < before]
    return tuple(settled(one, now()) for one in known[:limit])


def acts_public(before: int | None = None, limit: int = 100) -> tuple[ActSeen, ...]:
    """The newest acts below this number."""
    rows = ActRow.objects.order_by("-number")
    return _seen(rows.filter(number__lt=before)[:limit] if before is not None else rows[:limit])


def counts() -> Mapping[str, int]:
    """Public counts: cases by state and by kind of entry, acts by kind, orders by place, the newest edition."""
    found: Counter[str] = Counter(dict.fromkeys(ALWAYS, 0))
    for case in register().cases.values():
        current = settled(case, now())
        found[state_of(current)] += 1
        if standing(current, now()).status is not None:
            found.update({f"kind.{kind.value}" for kind, _ in case.docket.ids})
        found["appeals"] += current.appeal_by is not None
    for kind in ActRow.objects.values_list("kind", flat=True):
        found[f"act.{kind}"] += 1
    for place, _ in register().orders:
        found.update({f"order.{place}", "legal_orders"})
    newest = EditionRow.objects.order_by("-pk").values_list("edition", "signatures").first()
    return {**found, "edition": newest[0] if newest else 0, "edition_signatures": newest[1] if newest else 0}


def state_of(case: Case) -> str:
    """One word for where a settled case is."""
    if case.closed is not None:
        return "delisted" if case.ended in {"delisted", "appeal_default"} else "closed"
    if case.appeal_by is not None:
        return "appealed"
    if case.round is not None:
        return "counting" if _is_closed(case) else "voting"
    if case.listed_until is not None:
        return "listed"
    if case.pending_until is not None:
        return "waiting"
    return "questioned" if case.questioned_until or case.suspended_until else "open"


def case_numbered(number: str) -> Case:
    """The case of this public number; raises NoSuchCase."""
    for case in register().cases.values():
        if case.docket.number == number:
            return case
    raise NoSuchCase


def _is_closed(case: Case) -> bool:
    assert case.round is not None  # noqa: S101  # the caller looked
    closed = RoundRow.objects.filter(case_id=case.hash, number=case.round.number).exclude(closed=None).exists()
    return closed or case.round.closes <= now()


def _seen(rows: Iterable[ActRow]) -> tuple[ActSeen, ...]:
    listed = list(rows)
    entries = dict(Record.objects.filter(pk__in=[one.record_id for one in listed]).values_list("pk", "index"))
    numbers = {name: case.docket.number for name, case in register().cases.items()}
    seen = ((act_of(one), one.hash, entries.get(one.record_id), numbers.get(one.case, "")) for one in listed)
    return tuple(ActSeen(*one) for one in seen)
