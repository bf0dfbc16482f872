"""Questions about objections: what can become of one, who is part of it, and what is told of it to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from verify.authors.models import StatementRow
from verify.consents.errors import NoSuchObjection
from verify.consents.models import Campaign, ConsentRow, Objection
from verify.consents.models.objections import ObjectionState
from verify.ledger.models import OpenContent

RECEIVED, REVIEWED, ASKED = ObjectionState.RECEIVED, ObjectionState.REVIEWED, ObjectionState.ASKED
UPHELD, DECLINED, WITHDRAWN = ObjectionState.UPHELD, ObjectionState.DECLINED, ObjectionState.WITHDRAWN

TRANSITIONS: Final[Mapping[ObjectionState, frozenset[ObjectionState]]] = {
    RECEIVED: frozenset({REVIEWED, WITHDRAWN}),
    REVIEWED: frozenset({ASKED, UPHELD, DECLINED, WITHDRAWN}),
    ASKED: frozenset({RECEIVED, UPHELD, DECLINED, WITHDRAWN}),
    UPHELD: frozenset({DECLINED, WITHDRAWN}),
    DECLINED: frozenset(),
    WITHDRAWN: frozenset(),
}
"""What leads where. An upheld objection is a label on somebody's work, so that it can be taken off again."""

OPEN_STATES: Final = (RECEIVED, REVIEWED, ASKED)


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """What an objector is told: how it stands, the desk's answer as a code, and how often it was read."""

    id: str
    category: str
    state: str
    answer: str
    created: datetime
    changed: datetime
    readings: int
    erased: bool


def objection_get(public_id: str) -> Objection:
    """The objection of this number; raises NoSuchObjection."""
    found = Objection.objects.filter(pk=public_id).first()
    if found is None:
        raise NoSuchObjection
    return found


def objection_view(public_id: str) -> ObjectionView:
    """How an objection stands, for whoever has its number; raises NoSuchObjection."""
    one = objection_get(public_id)
    return ObjectionView(
        id=one.pk,
        category=one.category,
        state=one.state,
        answer=one.answer,
        created=one.created,
        changed=one.changed,
        readings=one.readings.count(),
        erased=one.erased is not None,
    )


def objections_waiting(limit: int = 100) -> Sequence[Objection]:
    """What waits for the desk, oldest first."""
    return list(Objection.objects.filter(state__in=OPEN_STATES).order_by("created", "pk")[:limit])


def objections_upheld(limit: int = 100) -> Sequence[Objection]:
    """What was agreed to and still labels a work, newest first."""
    return list(Objection.objects.filter(state=UPHELD).order_by("-decided", "pk")[:limit])


def upheld_for(sha256: str) -> datetime | None:
    """When an objection to this work was agreed to, the newest; None where there is none. Others are told to nobody."""
    found = Objection.objects.filter(sha256=sha256.lower(), state=UPHELD).order_by("-decided").first()
    return found.decided if found else None


def is_party(objection: Objection, *, organisation: int | None, user: int) -> bool:
    """Whether this desk or person is part of the matter.

    They recorded the work, signed or handed in what stands about it, or run a campaign that it belongs to.
    """
    if not objection.sha256:
        return False
    work, handed_in = objection.sha256, _by("by_organisation", organisation, "by_user", user)
    recorded = _by("record__organisation_id", organisation, "record__user_id", user)
    theirs = (
        OpenContent.objects.filter(recorded, sha256=work),
        Campaign.objects.filter(_by("organisation_id", organisation, "user_id", user), members__sha256=work),
        StatementRow.objects.filter(handed_in, content=work),
        ConsentRow.objects.filter(handed_in, content=work),
    )
    return any(rows.exists() for rows in theirs)


def _by(desk: str, organisation: int | None, person: str, user: int) -> Q:
    theirs = Q(**{person: user})
    return theirs if organisation is None else theirs | Q(**{desk: organisation})
