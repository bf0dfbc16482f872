"""The one way in which an act comes into being: allowed by the rules, in one transaction, and on its way to the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import IntegrityError, transaction

from chronology.records import Kind
from provenance.blindlist.government.acts import BEGINNING, act_bytes, act_hash
from provenance.blindlist.government.codec import whole
from provenance.blindlist.government.machine import apply, founded
from provenance.blindlist.government.timing import next_due
from provenance.blindlist.government.types import Act, ActKind, Plain, Register
from verify.blacklist.errors import NotNow
from verify.blacklist.models import ActRow, EditionRow
from verify.blacklist.state import STORE, register
from verify.ledger.parts import parts
from verify.ledger.services import record_governance

T = TypeVar("T")

RIVALS = 3
"""How often an act is tried again behind those that others wrote at the same moment."""

Body = Mapping[str, Plain]


def now() -> datetime:
    """The site's clock in whole seconds, as acts tell it."""
    return whole(parts().clock())


def write_first(body: Body) -> ActRow:
    """The founding act; raises BadRules, BadAct."""
    act = Act(1, BEGINNING, ActKind.FOUNDED, now(), "", body)
    founded(act)
    return _row(act)


def write_act(kind: ActKind, case: str, make: Callable[[Register, datetime], Body]) -> ActRow:
    """One more act, its body made from the register as it then is; raises what the rules refuse.

    What time has made of the case is written down before it, in the same transaction.
    """
    return in_turn(lambda: _written(kind, case, make))


def write_case(make: Callable[[Register, datetime], tuple[str, Body]]) -> ActRow:
    """The act that opens a case, which is named by what it says; inside `in_turn`. Raises what the rules refuse."""
    before = register()
    name, body = make(before, max(now(), before.last))
    return _applied(ActKind.CASE_OPENED, name, body, before)


def in_turn(do: Callable[[], T]) -> T:
    """Do this in one transaction of the store; again where a rival was quicker. Raises NotNow after some tries."""
    for _ in range(RIVALS):
        try:
            with transaction.atomic(using=STORE):
                return do()
        except IntegrityError:
            continue
    raise NotNow("act.rivals", "Others were quicker. Try again in a moment.")


def write_due(case: str, until: datetime) -> None:
    """Write down everything that time has made of a case."""
    while (found := register().cases.get(case)) is not None:
        due = next_due(found)
        if due is None or due[0] > until:
            return
        _applied(due[1], case, {}, register())


def leaf_enter(row: ActRow) -> None:
    """Record the hash of an act; a repeated call finds the same record."""
    record = record_governance(kind=Kind.GOVERNANCE, digest=bytes.fromhex(row.hash))
    ActRow.objects.filter(pk=row.pk).update(record_id=record.pk)


def edition_leaf_enter(row: EditionRow) -> None:
    """Record the digest of an edition; a repeated call finds the same record."""
    record = record_governance(kind=Kind.BLACKLIST_EPOCH, digest=bytes.fromhex(row.digest))
    EditionRow.objects.filter(pk=row.pk).update(record_id=record.pk)


def _written(kind: ActKind, case: str, make: Callable[[Register, datetime], Body]) -> ActRow:
    if case:
        write_due(case, now())
    before = register()
    return _applied(kind, case, make(before, max(now(), before.last)), before)


def _applied(kind: ActKind, case: str, body: Body, before: Register) -> ActRow:
    act = Act(before.number + 1, before.head, kind, max(now(), before.last), case, body)
    apply(before, act)
    return _row(act)


def _row(act: Act) -> ActRow:
    row = ActRow.objects.create(
        number=act.number,
        hash=act_hash(act),
        kind=act.kind.value,
        case=act.case,
        at=act.at,
        body=act_bytes(act).decode(),
    )
    # The log lies in another store: the sweep enters what a crash in between leaves behind.
    transaction.on_commit(partial(leaf_enter, row), using=STORE, robust=True)
    return row
