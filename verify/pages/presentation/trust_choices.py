"""Lists with their versions and what was chosen about them, as the page lays them out and reads them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from verify.accounts.models import Organisation
from verify.pages.presentation.labels import said
from verify.registry.choices import How
from verify.registry.choosing import FOLLOW, Choice, ListName
from verify.registry.models import TrustListVersion
from verify.registry.selectors import versions_of
from verify.trials.models import Trial

SHOWN: Final = 20
"""Versions of one list to choose from: some months of the official one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One list: the newest version first, and which one is in use; None where it is left out."""

    name: ListName
    tier: str
    field: str
    versions: tuple[TrustListVersion, ...]
    chosen: str
    used: TrustListVersion | None

    @property
    def newest(self) -> TrustListVersion:
        return self.versions[0]


@dataclass(frozen=True, slots=True)
class Move:
    """So many checks whose headline would go from one code to another."""

    before: str
    before_words: str
    after: str
    after_words: str
    count: int

    @property
    def changes(self) -> bool:
        return self.before != self.after


def rows(organisation: Organisation | None, choices: Mapping[ListName, Choice]) -> tuple[Row, ...]:
    """Every list that this reader may choose about, by name; `choices` are shown as chosen."""
    found: dict[ListName, list[TrustListVersion]] = {}
    for one in versions_of(organisation).defer("pem").order_by("name", "-id"):
        found.setdefault((one.name, one.organisation_id is not None), []).append(one)
    return tuple(_row(name, versions, choices.get(name, FOLLOW)) for name, versions in found.items())


def _row(name: ListName, versions: list[TrustListVersion], choice: Choice) -> Row:
    used = {How.FOLLOW: versions[0], How.LEAVE_OUT: None}.get(choice.how) if choice.version is None else None
    kept = next((one for one in versions if one.pk == choice.version), None)
    shown = versions[:SHOWN] + ([kept] if kept is not None and kept not in versions[:SHOWN] else [])
    told = str(choice.version) if choice.how is How.PIN else choice.how.value
    return Row(name, versions[0].tier, f"list-{versions[-1].pk}", tuple(shown), told, kept or used)


def read(posted: Mapping[str, str], shown: tuple[Row, ...]) -> dict[ListName, Choice]:
    """What a form says about each list; what it does not name, or names unfit, stays as it is."""
    found = {}
    for row in shown:
        told = str(posted.get(row.field, row.chosen))
        if told in (How.FOLLOW, How.LEAVE_OUT):
            found[row.name] = Choice(How(told))
        elif told.isdecimal() and len(told) < 19:
            found[row.name] = Choice(How.PIN, int(told))
    return found


def moves(trial: Trial) -> tuple[Move, ...]:
    """What changes first, then what stays; the most of each first."""
    found = [Move(before, said(before), after, said(after), count) for before, after, count in trial.moves]
    return tuple(sorted(found, key=lambda one: (not one.changes, -one.count)))
