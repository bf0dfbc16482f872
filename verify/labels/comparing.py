"""What a policy would have said of past reports, against what another one says of the same: nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from provenance.types import Report
from verify.labels.deciding import Decision, decide
from verify.labels.policy import LabelPolicy
from verify.labels.words import Label

SAMPLE: Final = 20
"""Examples enough to see what moves; all of them would be a list that nobody reads."""

MOST_SECONDS: Final = 5.0
"""How long one comparison may take: whoever waits for it holds a thread of the web server."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One report whose label would change; `name` is how whoever asked knows it."""

    name: str
    before: Decision
    after: Decision


@dataclass(frozen=True, slots=True)
class DryRun:
    """Counts by label before and after, every kind of move with its number, and some examples.

    `looked_at` is how many reports were held against both; `ended` says that the time was over before the reports were.
    """

    looked_at: int
    before: dict[Label, int]
    after: dict[Label, int]
    moves: tuple[tuple[Label, Label, int], ...]
    sample: tuple[Moved, ...]
    ended: bool = False

    @property
    def changed(self) -> int:
        """How many labels would change."""
        return sum(count for _, _, count in self.moves)


def dry_run(
    new: LabelPolicy, current: LabelPolicy, reports: Iterable[tuple[str, Report]], *, clock: Callable[[], float]
) -> DryRun:
    """Hold both policies against these reports, newest first, until they or the seconds are over."""
    end, found, ended = clock() + MOST_SECONDS, [], False
    for name, report in reports:
        found.append(Moved(name, decide(current, report), decide(new, report)))
        if clock() >= end:
            ended = True
            break
    return _summed(found, ended=ended)


def _summed(found: list[Moved], *, ended: bool) -> DryRun:
    moved = [one for one in found if one.before.label is not one.after.label]
    moves = Counter((one.before.label, one.after.label) for one in moved)
    return DryRun(
        looked_at=len(found),
        before=_counted(one.before.label for one in found),
        after=_counted(one.after.label for one in found),
        moves=tuple((before, after, count) for (before, after), count in moves.most_common()),
        sample=tuple(moved[:SAMPLE]),
        ended=ended,
    )


def _counted(labels: Iterable[Label]) -> dict[Label, int]:
    counts = Counter(labels)
    return {label: counts[label] for label in Label}


@dataclass(frozen=True, slots=True)
class Difference:
    """One code that two policies label differently; None where a policy does not name it."""

    code: str
    before: Label | None
    after: Label | None


def differences(new: LabelPolicy, current: LabelPolicy) -> tuple[Difference, ...]:
    """Every code that the two treat differently, by name."""
    codes = sorted(set(new.labels) | set(current.labels))
    told = (Difference(code, current.labels.get(code), new.labels.get(code)) for code in codes)
    return tuple(one for one in told if one.before is not one.after)
