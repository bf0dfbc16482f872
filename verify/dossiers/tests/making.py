"""A desk with people and checks, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from provenance.report_json import stored
from provenance.types import Media, Report, Sha256Hex
from verify import wiring
from verify.accounts.models import Membership, Organisation, Role, User
from verify.accounts.selectors import organisation_of
from verify.cases.models import Verification
from verify.dossiers.models import Dossier, Item
from verify.dossiers.services.dossiers import dossier_open
from verify.dossiers.services.items import items_add
from verify.dossiers.teams import AtTheDesk
from verify.labels.tests.policies import report

PHOTO, OTHER = "ab" * 32, "cd" * 32


def somebody(name: str, organisation: str = "", role: Role = Role.MEMBER) -> AtTheDesk:
    """Somebody at work: for an organisation in this role, or alone."""
    user, _ = User.objects.get_or_create(username=name)
    if organisation:
        desk, _ = Organisation.objects.get_or_create(slug=organisation, defaults={"name": organisation.title()})
        Membership.objects.update_or_create(user=user, organisation=desk, defaults={"role": role})
    return AtTheDesk.of(user)


def of_file(sha256: str, code: str = "no_credentials") -> Report:
    """The report of a file with these bytes."""
    return replace(report(code), media=Media(Sha256Hex(sha256), 1_000, "image/jpeg", 40, 30))


def checked(user: User | None, sha256: str = PHOTO, code: str = "no_credentials") -> Verification:
    """The answered check of a file, sent by somebody of a team, by somebody alone, or by a stranger."""
    at = wiring.now()
    return Verification.objects.create(
        state="done",
        report=stored(of_file(sha256, code)),
        created=at,
        finished=at,
        expires_at=at + timedelta(hours=1),
        uploader_key="x" * 64,
        owner=user,
        organisation=organisation_of(user),
    )


def dossier(desk: AtTheDesk, *digests: str, title: str = "Harbour fire") -> Dossier:
    """A dossier with a check of each of these files."""
    made = dossier_open(title=title, desk=desk)
    if digests:
        items_add(made, verifications=[checked(desk.user, one) for one in digests], desk=desk)
    return made


def item(desk: AtTheDesk, sha256: str = PHOTO) -> Item:
    """The one check of a new dossier."""
    return dossier(desk, sha256).items.get()
