"""Putting checks into a dossier, which keeps them, and taking them out again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from verify import wiring
from verify.cases.kept import may_keep, verification_keep
from verify.cases.models import Verification
from verify.dossiers.errors import NotNow, Unfit
from verify.dossiers.limits import MOST_ITEMS
from verify.dossiers.models import ActKind, Dossier, Item
from verify.dossiers.services.dossiers import release, require_open
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk


@transaction.atomic
def items_add(dossier: Dossier, *, verifications: Iterable[Verification], desk: AtTheDesk) -> int:
    """Put checks of the team into a dossier, each once; returns how many are new there.

    Answered checks of the team alone are taken, others are left out; raises Unfit where none is left, and NotNow.
    """
    found = Dossier.objects.select_for_update().get(pk=dossier.pk)
    require_open(found)
    wanted = [one for one in verifications if _is_theirs(one, desk)]
    if not wanted:
        raise Unfit("Only answered checks of your own team can be kept. Check the file yourself first, signed in.")
    there = set(found.items.values_list("verification_id", flat=True))
    new = [one for one in wanted if one.pk not in there]
    if len(there) + len(new) > MOST_ITEMS:
        raise NotNow(f"A dossier holds at most {MOST_ITEMS} checks. Choose fewer, or begin another one.")
    _add(found, new, desk)
    return len(new)


@transaction.atomic
def item_remove(item: Item, *, desk: AtTheDesk) -> None:
    """Take one check out; what was found about it stays with the dossier. Raises NotNow."""
    require_open(item.dossier)
    act_add(item.dossier, desk, ActKind.REMOVED, check=item.verification_id, sha256=item.sha256)
    check = item.verification_id
    item.delete()
    release([check])


def _add(dossier: Dossier, new: list[Verification], desk: AtTheDesk) -> None:
    if not new:
        return
    at = wiring.now()
    for one in new:
        verification_keep(one)
    rows = [Item(dossier=dossier, verification=one, sha256=digest_of(one), added=at, added_by=desk.user) for one in new]
    Item.objects.bulk_create(rows)
    only = {"check": new[0].pk, "sha256": digest_of(new[0])} if len(new) == 1 else {}
    act_add(dossier, desk, ActKind.ADDED, count=len(new), **only)


def digest_of(verification: Verification) -> str:
    """The SHA-256 of the file of a check (hex), empty where it was not read to its end."""
    return str(((verification.report or {}).get("media") or {}).get("sha256") or "")


def _is_theirs(verification: Verification, desk: AtTheDesk) -> bool:
    organisation = desk.team.organisation
    return may_keep(verification, organisation=organisation.pk if organisation else None, person=desk.user.pk)
