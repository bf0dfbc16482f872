"""Whose policy counts: an organisation's for all of its members, else a person's own."""

from __future__ import annotations

from dataclasses import dataclass

from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import may
from verify.accounts.selectors import organisation_of


@dataclass(frozen=True, slots=True)
class Team:
    """One of the two is there."""

    organisation: Organisation | None = None
    person: User | None = None

    @property
    def rows(self) -> dict[str, object]:
        """By what its rows are found and made."""
        return {"organisation": self.organisation, "person": self.person}


def team_of(user: User) -> Team:
    """The team that somebody works in."""
    found = organisation_of(user)
    return Team(organisation=found) if found else Team(person=user)


def may_activate(user: User, team: Team) -> bool:
    """Whether somebody may change which policy is in force: labels are published in the organisation's name."""
    return team.person == user or may(user, team.organisation, Power.PUBLISH_LISTS)
