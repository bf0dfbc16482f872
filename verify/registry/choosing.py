"""What was chosen about lists, what would be in use by other choices, and choosing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db import transaction
from django.db.models import Q, QuerySet

from verify.accounts.models import Organisation, User
from verify.audit.services import note
from verify.registry.choices import REASON_CHARS, How, ListChoice
from verify.registry.errors import ListRefused
from verify.registry.models import TrustListVersion

ListName: TypeAlias = tuple[str, bool]
"""The name of a list, and whether it is the organisation's own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How one list counts; `version` is the number of the kept one."""

    how: How
    version: int | None = None


FOLLOW = Choice(How.FOLLOW)


def choice_rows(organisation: Organisation | None) -> QuerySet[ListChoice]:
    """Every choice that bears on an organisation's readers, in the order in which they were made."""
    return ListChoice.objects.filter(Q(organisation__isnull=True) | Q(organisation=organisation)).order_by("id")


def chosen(organisation: Organisation | None) -> dict[ListName, Choice]:
    """What counts now, by list: the organisation's own word, else the installation's; what is missing is followed."""
    rows = sorted(choice_rows(organisation), key=lambda row: (row.organisation_id is not None, row.pk))
    return {(row.name, row.own): Choice(How(row.how), row.version_id) for row in rows}


def lists_by(
    versions: Iterable[TrustListVersion], choices: Mapping[ListName, Choice]
) -> dict[ListName, TrustListVersion]:
    """The version of each list that counts by these choices; `versions` come oldest first."""
    found: dict[ListName, TrustListVersion] = {}
    for version in versions:
        name = (version.name, version.organisation_id is not None)
        choice = choices.get(name, FOLLOW)
        if choice.how is How.FOLLOW or choice.version == version.pk:
            found[name] = version
    return found


@transaction.atomic
def lists_choose(
    *, by: User, organisation: Organisation | None, wanted: Mapping[ListName, Choice], reason: str, at: datetime
) -> int:
    """Go by these choices from now on; returns how many lists changed. Whoever calls has seen that the caller may.

    Raises ListRefused for a version that is none of the list's, and without a reason.
    """
    told = " ".join(reason.split())[:REASON_CHARS]
    if not told:
        raise ListRefused("Write down why: whoever reads an old answer wants to know.")
    before = chosen(organisation)
    changed = {name: one for name, one in wanted.items() if before.get(name, FOLLOW) != one}
    for name, choice in changed.items():
        _require_known(name, choice, organisation)
        row = ListChoice.objects.create(
            organisation=organisation, name=name[0], own=name[1], how=choice.how, version_id=choice.version,
            reason=told, by=by, at=at,
        )  # fmt: skip
        whose = organisation.pk if organisation else 0
        note("trust_lists.chosen", about="choice of a list", subject=row.pk, reason=told, how=row.how, whose=whose)
    return len(changed)


def _require_known(name: ListName, choice: Choice, organisation: Organisation | None) -> None:
    rows = TrustListVersion.objects.filter(name=name[0], organisation=organisation if name[1] else None)
    if choice.version is not None:
        rows = rows.filter(pk=choice.version)
    if (name[1] and organisation is None) or not rows.exists():
        raise ListRefused("There is no such version of this list: load the page again.")
