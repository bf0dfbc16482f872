"""Questions about policies; another team's answer like none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from verify.accounts.models import User
from verify.labels.errors import NoSuchPolicy
from verify.labels.models import Activation, PolicyVersion
from verify.labels.policy import LabelPolicy, policy_kept
from verify.labels.shipped import shipped_policy, shipped_text
from verify.labels.teams import Team, team_of

SHIPPED_NUMBER = 0
"""Versions of a team count from 1; what comes with the software stands before them."""

POLICIES_HELD = 256
"""Read policies that a process remembers, a few kB each: as many as teams that ask at once."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it is told: `number` 0 is the one that comes with the software."""

    number: int
    policy: LabelPolicy
    text: str
    created: datetime | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether it comes with the software."""
        return self.number == SHIPPED_NUMBER


def shipped() -> Version:
    """The version that counts where a team has chosen none."""
    return Version(SHIPPED_NUMBER, shipped_policy(), shipped_text())


def in_force(team: Team) -> Version:
    """The version by which a team's answers are labelled now."""
    newest = Activation.objects.filter(**team.rows).select_related("version").first()
    return shipped() if newest is None or newest.version is None else told(newest.version)


def in_force_for(user: User | None) -> Version | None:
    """The version for whoever asks; None for a stranger, who gets no labels."""
    return None if user is None else in_force(team_of(user))


def versions_of(team: Team, *, before: int | None = None, limit: int = 50) -> list[Version]:
    """A team's own versions, newest first, from below a number."""
    found = PolicyVersion.objects.filter(**team.rows)
    if before is not None:
        found = found.filter(number__lt=before)
    return [told(one) for one in found[:limit]]


def version_get(team: Team, digest: str) -> Version:
    """The version with this digest; raises NoSuchPolicy for another team's as for none."""
    if digest == shipped_policy().digest:
        return shipped()
    found = PolicyVersion.objects.filter(**team.rows, digest=digest).first()
    if found is None:
        raise NoSuchPolicy("Your team has no version with this digest.")
    return told(found)


def activations_of(team: Team, limit: int = 20) -> Sequence[Activation]:
    """Which version was in force since when, newest first."""
    return list(Activation.objects.filter(**team.rows).select_related("version", "by")[:limit])


def told(row: PolicyVersion) -> Version:
    """The version that a row holds."""
    return Version(row.number, _read(row.digest, row.text), row.text, row.created)


@lru_cache(maxsize=POLICIES_HELD)
def _read(digest: str, text: str) -> LabelPolicy:
    policy = policy_kept(text.encode())
    if policy.digest != digest:
        raise RuntimeError("a stored policy is not what its digest says")
    return policy
