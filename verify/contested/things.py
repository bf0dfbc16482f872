"""What is public and somebody's: an open record, a published finding, a published page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from verify.contested.errors import NoSuchThing
from verify.contested.models import ContestedPage, Dispute, Kind
from verify.dossiers.models import HumanFinding
from verify.dossiers.teams import AtTheDesk
from verify.ledger.errors import NoSuchRecord
from verify.ledger.selectors import record_get
from verify.ledger.values import PUBLIC

ADDRESSES = {Kind.RECORD: "pages:record", Kind.FINDING: "pages:finding", Kind.PAGE: "pages:contested"}


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them, and whose it is: an organisation's or a person's; neither where they are gone."""

    kind: Kind
    id: str
    organisation_id: int | None
    person_id: int | None

    def is_of(self, desk: AtTheDesk) -> bool:
        """Whether it belongs to the team of somebody at work."""
        return is_team(desk, self.organisation_id, self.person_id)

    @property
    def address(self) -> str:
        """Where everybody reads it."""
        return reverse(ADDRESSES[self.kind], args=[self.id])


def is_team(desk: AtTheDesk, organisation_id: int | None, person_id: int | None) -> bool:
    """Whether an organisation, or a person who works for none, is the team of somebody at work."""
    own = desk.team.organisation
    if organisation_id is not None:
        return own is not None and own.pk == organisation_id
    return own is None and person_id is not None and person_id == desk.user.pk


def thing_get(kind: str, public_id: str) -> Thing:
    """The thing behind an address, as everybody may see it; raises NoSuchThing."""
    found = {Kind.RECORD.value: _record, Kind.FINDING.value: _finding, Kind.PAGE.value: _page}.get(kind)
    if found is None:
        raise NoSuchThing
    return found(public_id)


def thing_of(dispute: Dispute) -> Thing:
    """What a dispute is about, whether or not it is still there."""
    return Thing(Kind(dispute.kind), dispute.about, dispute.of_organisation_id, dispute.of_person_id)


def _record(public_id: str) -> Thing:
    try:
        found = record_get(public_id, viewer=PUBLIC)
    except NoSuchRecord as nothing:
        raise NoSuchThing from nothing
    return Thing(Kind.RECORD, found.pk, found.organisation_id, found.user_id if found.organisation_id is None else None)


def _finding(public_id: str) -> Thing:
    found = HumanFinding.objects.filter(pk=public_id, published__isnull=False).select_related("dossier").first()
    if found is None:
        raise NoSuchThing
    return Thing(Kind.FINDING, found.pk, found.dossier.organisation_id, found.dossier.person_id)


def _page(public_id: str) -> Thing:
    found = ContestedPage.objects.filter(pk=public_id, versions__isnull=False).first()
    if found is None:
        raise NoSuchThing
    return Thing(Kind.PAGE, found.pk, found.organisation_id, found.person_id)
