"""Versions of policies are kept and put in force here; nothing that was kept is ever edited."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import models, transaction

from verify.accounts.models import Organisation, User
from verify.audit.services import note
from verify.labels.errors import MayNotActivate, TooManyVersions
from verify.labels.models import Activation, PolicyVersion
from verify.labels.policy import policy_read
from verify.labels.selectors import Version, told, version_get
from verify.labels.teams import Team, may_activate, team_of

MOST_VERSIONS: Final = 500
"""A new one every day for more than a year; 8 MB at most, since none is ever deleted."""


@transaction.atomic
def policy_keep(*, user: User, text: bytes, at: datetime) -> Version:
    """Keep a policy as the next version of its team; the same text again is the same version.

    Raises BadPolicyText, TooManyVersions. It is not in force by being kept.
    """
    policy, team = policy_read(text), team_of(user)
    _alone(team)
    rows = PolicyVersion.objects.filter(**team.rows)
    known = rows.filter(digest=policy.digest).first()
    if known is not None:
        return told(known)
    number = (rows.aggregate(last=models.Max("number"))["last"] or 0) + 1
    if number > MOST_VERSIONS:
        raise TooManyVersions(f"A team keeps {MOST_VERSIONS} versions, and yours has as many.")
    return told(
        PolicyVersion.objects.create(
            **team.rows,
            number=number,
            digest=policy.digest,
            name=policy.name,
            text=text.decode(),
            created=at,
            created_by=user,
        )
    )


@transaction.atomic
def policy_activate(*, user: User, digest: str, at: datetime) -> Version:
    """Put a version in force from now on; raises NoSuchPolicy, MayNotActivate. Whoever calls has seen a second factor.

    Putting the one in force that is in force changes nothing.
    """
    team = team_of(user)
    if not may_activate(user, team):
        raise MayNotActivate("An owner of the organisation has to allow you this first: labels bear its name.")
    version = version_get(team, digest)
    _alone(team)
    row = PolicyVersion.objects.filter(**team.rows, digest=digest).first()
    newest = Activation.objects.filter(**team.rows).first()
    if (newest.version_id if newest else None) != (row.pk if row else None):
        made = Activation.objects.create(**team.rows, version=row, at=at, by=user)
        note("labels.activated", about="activation of labels", subject=made.pk, policy=digest)
    return version


def _alone(team: Team) -> None:
    """Let nobody else of the team number versions at the same time."""
    if team.organisation is not None:
        Organisation.objects.select_for_update().get(pk=team.organisation.pk)
    elif team.person is not None:
        User.objects.select_for_update().get(pk=team.person.pk)
