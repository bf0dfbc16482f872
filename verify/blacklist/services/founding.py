"""The first act, and who sits where."""

from __future__ import annotations

from django.db import transaction

from provenance.blindlist.government.rules import FOUNDING, Rules
from provenance.blindlist.government.rules_json import rules_to_json
from provenance.blindlist.pins import set_to_json
from provenance.blindlist.types import MaintainerSet
from verify.accounts.models import User
from verify.audit.services import note
from verify.blacklist.errors import NotNow
from verify.blacklist.models import ActRow, Seat
from verify.blacklist.services.writing import in_turn, now, write_first
from verify.blacklist.state import STORE, register


def list_found(*, members: MaintainerSet, rules: Rules = FOUNDING) -> ActRow:
    """Found the government with these maintainers and rules; a repeated call finds the same founding.

    Raises BadRules where they let too few decide, and NotNow where another government was founded here.
    """
    body = {"rules": rules_to_json(rules), "set": set_to_json(members)}
    first = ActRow.objects.filter(number=1).first()
    if first is None:
        founded = in_turn(lambda: write_first(body))
        note("camera_list.founded", about="act", subject=founded.pk)
        return founded
    now_there = register()
    if (now_there.rules[0], now_there.sets[0]) != (rules, members):
        raise NotNow("list.founded", "Another government was founded here. Change it by its own rules.")
    return first


@transaction.atomic(using=STORE)
def seat_bind(*, index: int, user: User | None) -> Seat:
    """Let this account act for a maintainer from now on, or nobody; raises NotNow where the seat is in no set."""
    if index not in {one.index for one in register().maintainers.members}:
        raise NotNow("seat.unknown", "No maintainer in office has this number.")
    if user is not None:
        Seat.objects.filter(user_id=user.pk).exclude(pk=index).update(user_id=None)
    row, _ = Seat.objects.update_or_create(
        pk=index, defaults={"user_id": user.pk if user is not None else None, "bound": now()}
    )
    note("camera_list.seat_bound", about="seat", subject=index, account=user.pk if user is not None else 0)
    return row
