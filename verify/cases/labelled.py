"""Which label the policy of whoever reads gives a report, with the version of that policy; strangers get none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from provenance.types import Report
from verify import wiring
from verify.accounts.models import User
from verify.cases.models import Verification, VerificationState
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.labels.deciding import Decision, decide
from verify.labels.selectors import Version, in_force
from verify.labels.teams import Team, team_of

MOST_PAST: Final = 5_000
"""How far back a policy is tried: reports live a day, and more of them are told as a share."""

AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label, why, and by which version of whose policy."""

    decision: Decision
    version: Version


def label_of(report: Report | None, reader: Uploader | None) -> Labelled | None:
    """The label of a report for this reader; None for strangers, and where there is no report: that is no label."""
    if report is None or reader is None or reader.user is None:
        return None
    version = in_force(team_of_reader(reader, reader.user))
    return Labelled(decide(version.policy, report), version)


def team_of_reader(reader: Uploader, user: User) -> Team:
    """The team of whoever reads, without asking again whom they work for."""
    return Team(organisation=reader.organisation) if reader.organisation else Team(person=user)


def past_reports(user: User) -> Iterator[tuple[str, Report]]:
    """What a team had checked and is still here, newest first, as its members read it now."""
    reader = Uploader.fresh(user)
    for one in _past(user).iterator(AT_ONCE):
        report = report_of(one, viewer=reader)
        if report is not None:
            yield one.pk, report


def past_count(user: User) -> int:
    """How many there are, at most MOST_PAST."""
    return _past(user).count()


def _past(user: User) -> QuerySet[Verification]:
    team = team_of(user)
    of_team = {"organisation": team.organisation} if team.organisation else {"owner": user, "organisation": None}
    found = Verification.objects.filter(**of_team, state=VerificationState.DONE, expires_at__gt=wiring.now())
    return found.order_by("-created")[:MOST_PAST]
