"""Who works at a desk: the team, the person, and what they may do for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from verify.accounts.models import Role, User
from verify.accounts.selectors import role_of
from verify.cases.uploader import Uploader
from verify.dossiers.errors import NotAllowed
from verify.labels.models import OfTeam
from verify.labels.teams import Team, team_of


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """Somebody at work for their team. `decides` is true of editors, of owners, and of a person who works alone.

    Who has left an organisation is at its desk no more: the team is read from the memberships at every request.
    """

    user: User
    team: Team
    decides: bool

    @classmethod
    def of(cls, user: User) -> AtTheDesk:
        """Where somebody works now."""
        team = team_of(user)
        role = role_of(user, team.organisation) if team.organisation else Role.OWNER
        return cls(user, team, role in {Role.OWNER, Role.EDITOR})

    @property
    def theirs(self) -> Q:
        """By what the rows of this team are found."""
        if self.team.organisation is not None:
            return Q(organisation=self.team.organisation)
        return Q(organisation=None, person=self.team.person)

    @property
    def rows(self) -> dict[str, Any]:
        """With what a row of this team is made."""
        return dict(self.team.rows)

    def require_decides(self) -> None:
        """Refuse members who only check; raises NotAllowed."""
        if not self.decides:
            raise NotAllowed("An editor or an owner of your organisation has to do this.")


def viewer_of_team(row: OfTeam) -> Uploader:
    """The team of a row as a reader of answers, for work that nobody waits for."""
    return Uploader.known("", row.person) if row.organisation_id is None else Uploader("", None, row.organisation)


def team_rows(row: OfTeam) -> dict[str, Any]:
    """The team of a row, to make another one of the same team."""
    return {"organisation_id": row.organisation_id, "person_id": row.person_id}
