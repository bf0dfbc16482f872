"""The error budget: of all that was asked in thirty days, how much was not answered, and how much may be.

Counted are requests that reached this site. What never did, because machine or network was away, only monitoring from
outside can count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from verify.seeing.answers import NAME
from verify.tallies.selectors import first_day, tallies_since

DAYS: Final = 30

GOALS: Final = {"all": 0.999, "read": 0.9999}
"""Of everything that is asked, and of what is only read: looking up what is on record must not depend on workers."""

SPENDS: Final = frozenset(("unavailable", "failed"))
"""A caller that asks too often (`shed`) is answered as it was told to be."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one goal allows and what was spent; `spent` is a share of what is allowed, above 1 where it is gone."""

    of: str
    goal: float
    asked: int
    lost: int
    since: date | None

    @property
    def availability(self) -> float | None:
        """The share that was answered; None where nothing was asked."""
        return 1 - self.lost / self.asked if self.asked else None

    @property
    def allowed(self) -> float:
        return self.asked * (1 - self.goal)

    @property
    def spent(self) -> float:
        return self.lost / self.allowed if self.asked else 0.0

    @property
    def spent_percent(self) -> int:
        """The same in hundredths."""
        return round(self.spent * 100)


def budgets(at: datetime) -> tuple[Budget, ...]:
    """Each goal over the thirty days that end now."""
    begin = at.date() - timedelta(days=DAYS - 1)
    first = first_day(NAME)
    since = max(first, begin) if first else None
    counts = tallies_since(NAME, begin)
    return tuple(_budget(of, goal, counts, since) for of, goal in GOALS.items())


def _budget(of: str, goal: float, counts: Mapping[str, int], since: date | None) -> Budget:
    found = [(label.split(), count) for label, count in counts.items()]
    mine = [(ended, count) for (asked, ended), count in found if of in ("all", asked)]
    lost = sum(count for ended, count in mine if ended in SPENDS)
    return Budget(of, goal, sum(count for _, count in mine), lost, since)
