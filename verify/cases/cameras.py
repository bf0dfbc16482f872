"""The camera list as one reader takes it: proven times and their organisation's own choice decide what counts."""

from __future__ import annotations

import re

from django.db import transaction

from provenance.captured import settled
from provenance.types import Report
from verify import wiring
from verify.accounts.errors import NotAllowed
from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import require
from verify.audit.services import note
from verify.cases.camera_models import CASE_CHARS, UnfollowedEntry

CASE = re.compile(rf"[A-Za-z0-9-]{{1,{CASE_CHARS}}}")
"""A case's public number, as the list's pages print it."""


def report_with_cameras(report: Report, *, reader: Organisation | None) -> Report:
    """A report that has its records already, with the list's findings as they concern this capture and this reader."""
    return settled(report, unfollowed_by(reader))


def unfollowed_by(organisation: Organisation | None) -> frozenset[str]:
    """The cases of the camera list, by number, that this organisation does not go by."""
    if organisation is None:
        return frozenset()
    return frozenset(UnfollowedEntry.objects.filter(organisation=organisation).values_list("case", flat=True))


@transaction.atomic
def entry_unfollow(*, by: User, organisation: Organisation, case: str) -> UnfollowedEntry:
    """Leave an entry of the camera list out from now on; raises NotAllowed."""
    require(by, organisation, Power.PUBLISH_LISTS)
    if not CASE.fullmatch(case):
        raise NotAllowed("A case of the camera list has a number like FL-2026-0001: copy it from the result.")
    row, made = UnfollowedEntry.objects.get_or_create(
        organisation=organisation, case=case, defaults={"added_by": by, "created": wiring.now()}
    )
    if made:
        note("list_entry.left_out", about="organisation", subject=organisation.pk, case=case)
    return row


@transaction.atomic
def entry_follow(*, by: User, organisation: Organisation, case: str) -> None:
    """Go by it again; raises NotAllowed."""
    require(by, organisation, Power.PUBLISH_LISTS)
    if UnfollowedEntry.objects.filter(organisation=organisation, case=case).delete()[0]:
        note("list_entry.followed", about="organisation", subject=organisation.pk, case=case)
