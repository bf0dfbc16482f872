"""The history of look-ups: turned on by a team for itself, forgotten by the day, gone at once when it is turned off."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from verify import wiring
from verify.accounts.models import User
from verify.cases.models import Verification, VerificationState
from verify.dossiers.errors import Unfit
from verify.dossiers.limits import LOOKUP_DAYS
from verify.dossiers.models import Lookup, LookupHistory
from verify.dossiers.services.items import digest_of
from verify.dossiers.teams import AtTheDesk

LINK = "link"
"""Of a link that was looked up only this word is kept, never where it led (DESIGN, section 8)."""


@transaction.atomic
def history_keep(*, days: int, desk: AtTheDesk) -> LookupHistory:
    """Keep a history from now on, or for another number of days; raises NotAllowed and Unfit."""
    desk.require_decides()
    if days not in LOOKUP_DAYS:
        raise Unfit("Choose for how many days look-ups are to stay.")
    found = LookupHistory.objects.select_for_update().filter(desk.theirs).first()
    if found is None:
        return LookupHistory.objects.create(**desk.rows, days=days, since=wiring.now(), by=desk.user)
    found.days, found.by = days, desk.user
    found.save(update_fields=["days", "by"])
    Lookup.objects.filter(desk.theirs).update(forget_at=F("at") + timedelta(days=days))
    return found


@transaction.atomic
def history_end(*, desk: AtTheDesk) -> None:
    """Turn it off and delete all of it; raises NotAllowed."""
    desk.require_decides()
    LookupHistory.objects.filter(desk.theirs).delete()
    lookups_delete(desk=desk)


def lookups_delete(*, desk: AtTheDesk) -> None:
    """Delete what is in the history now; any member may, since it tells what people worked on."""
    Lookup.objects.filter(desk.theirs).delete()


def lookup_note(*, user: User, kind: str, value: str) -> None:
    """Note what somebody of a team with a history typed into the box; of a link only that it was one."""
    desk, at = AtTheDesk.of(user), wiring.now()
    history = LookupHistory.objects.filter(desk.theirs).first()
    if history is not None:
        kept = "" if kind == LINK else value[:80]
        Lookup.objects.create(
            **desk.rows, at=at, by=user, kind=kind, value=kept, forget_at=at + timedelta(days=history.days)
        )


def check_note(verification: Verification) -> None:
    """Note the answered check of a team with a history; items of batches are in their batch."""
    history = _history_of(verification)
    if history is None or verification.state != VerificationState.DONE or hasattr(verification, "batch_item"):
        return
    at = wiring.now()
    Lookup.objects.get_or_create(
        organisation_id=history.organisation_id,
        person_id=history.person_id,
        verification=verification.pk,
        defaults={
            "at": at,
            "forget_at": at + timedelta(days=history.days),
            "by_id": verification.owner_id,
            "kind": "file",
            "value": digest_of(verification),
            "headline": str((verification.report or {})["headline"]["code"]),
        },
    )


def lookups_forget() -> None:
    """Delete what is older than its team wants to keep."""
    Lookup.objects.filter(forget_at__lte=wiring.now()).delete()


def _history_of(verification: Verification) -> LookupHistory | None:
    if verification.organisation_id is not None:
        return LookupHistory.objects.filter(organisation_id=verification.organisation_id).first()
    if verification.owner_id is None:
        return None
    return LookupHistory.objects.filter(organisation=None, person_id=verification.owner_id).first()
