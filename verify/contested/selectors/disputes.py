"""Disputes: beside what they are about for everybody, and as work for those who have to answer."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from verify.contested.errors import NoSuchDispute
from verify.contested.limits import MOST_SHOWN
from verify.contested.models import Dispute, Kind
from verify.contested.things import Thing, is_team
from verify.dossiers.teams import AtTheDesk

WITH = ("of_organisation", "of_person", "by_organisation", "by")


def disputes_about(kind: Kind, about: str) -> list[Dispute]:
    """Everything that was disputed about a thing, the oldest first, a bounded number."""
    return list(_all().filter(kind=kind, about=about)[:MOST_SHOWN])


def disputes_of(thing: Thing) -> list[Dispute]:
    """The same."""
    return disputes_about(thing.kind, thing.id)


def dispute_get(public_id: str) -> Dispute:
    """A dispute by its number, for everybody; raises NoSuchDispute."""
    found = _all().filter(pk=public_id).first()
    if found is None:
        raise NoSuchDispute
    return found


def dispute_to_answer(public_id: str, desk: AtTheDesk) -> Dispute:
    """A dispute about something of this team; raises NoSuchDispute."""
    found = dispute_get(public_id)
    if not is_team(desk, found.of_organisation_id, found.of_person_id):
        raise NoSuchDispute
    return found


def dispute_filed_by(public_id: str, desk: AtTheDesk) -> Dispute:
    """A dispute that this person filed; raises NoSuchDispute."""
    found = _all().filter(pk=public_id, by=desk.user).first()
    if found is None:
        raise NoSuchDispute
    return found


def waiting_for(desk: AtTheDesk) -> list[Dispute]:
    """Disputes about what this team published, open ones first."""
    organisation = desk.team.organisation
    theirs = Q(of_organisation=organisation) if organisation else Q(of_organisation=None, of_person=desk.user)
    found = list(_all().filter(theirs).order_by("-filed")[:MOST_SHOWN])
    return sorted(found, key=lambda one: not one.is_open)


def filed_by(desk: AtTheDesk) -> list[Dispute]:
    """What this person filed, the newest first."""
    return list(_all().filter(by=desk.user).order_by("-filed")[:MOST_SHOWN])


def open_count(desk: AtTheDesk) -> int:
    """How many wait for this team's answer."""
    return sum(1 for one in waiting_for(desk) if one.is_open)


def _all() -> QuerySet[Dispute]:
    return Dispute.objects.select_related(*WITH)
