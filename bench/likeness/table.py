"""What a run came to, as numbers and as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any

from bench.edits import TURNS
from bench.likeness.asking import CONFIRMED, Answer, Verdict
from provenance.comparison.types import Likeness


@dataclass(frozen=True, slots=True)
class Outcome:
    """Answers of one run; `same` are pairs of recorded photos that are one picture, and count as no strangers."""

    answers: Sequence[Answer]
    recorded: int
    same: Collection[frozenset[Path]]

    def recall(self) -> dict[str, float]:
        """For each edit the share of look-ups that named the photo with a confirmed verdict."""
        return {edit: self._share(edit, lambda one: one.own.likeness in CONFIRMED) for edit in self._edits()}

    def mean(self) -> float:
        """The mean over all edits; the eight turns, which are asked beside the 24, do not count."""
        shares = self.recall()
        return fmean([share for edit, share in shares.items() if edit not in TURNS] or shares.values())

    def wrong(self) -> list[tuple[Answer, Verdict]]:
        """Every confirmed verdict about a stranger."""
        return [
            (answer, other)
            for answer in self.answers
            for other in answer.others
            if other.likeness in CONFIRMED and frozenset((answer.own.photo, other.photo)) not in self.same
        ]

    def numbers(self) -> dict[str, Any]:
        """The one line of `--json`."""
        return {
            "recall": {edit: round(share, 4) for edit, share in self.recall().items()},
            "mean_recall": round(self.mean(), 4),
            "false_copies": len(self.wrong()),
            "pairs": len(self.answers) * (self.recorded - 1),
            "compared": sum(len(answer.others) for answer in self.answers),
            "look_ups": len(self.answers),
            "recorded": self.recorded,
            "one_picture_stored_twice": len(self.same),
            "called_differing": {edit: round(self.called(edit, Likeness.DIFFERS), 4) for edit in self._edits()},
        }

    def lines(self) -> Iterator[str]:
        """The table, and every false verdict by name."""
        yield f"{'edit':34} recall  nominated  copy  differs  votes (percent; votes: median)"
        for edit, share in self.recall().items():
            nominated = self._share(edit, lambda one: one.own.likeness is not None)
            copies, differing = self.called(edit, Likeness.COPY), self.called(edit, Likeness.DIFFERS)
            votes = median(one.votes for one in self._of(edit))
            yield f"{edit:34} {share:6.1%}  {nominated:8.1%} {copies:6.1%}  {differing:6.1%}  {votes:4.0f}"
        pairs = len(self.answers) * (self.recorded - 1)
        yield f"mean of all but the turns {self.mean():.2%}; false verdicts {len(self.wrong())} of {pairs} pairs;"
        compared = sum(len(one.others) for one in self.answers)
        yield f"{compared} of the pairs were compared; {len(self.same)} pairs are one picture stored twice"
        for answer, other in self.wrong():
            yield f"FALSE {other.likeness}: {answer.edit} of {answer.own.photo.name} and {other.photo.name}"
        yield from self._times()

    def called(self, edit: str, likeness: Likeness) -> float:
        """The share of an edit's look-ups whose verdict about the photo itself is this."""
        return self._share(edit, lambda one: one.own.likeness is likeness)

    def _times(self) -> Iterator[str]:
        for part in self.answers[0].seconds if self.answers else ():
            taken = [answer.seconds[part] for answer in self.answers]
            yield f"{part}: median {median(taken) * 1000:.0f} ms of processor time a look-up, most {max(taken):.2f} s"

    def _share(self, edit: str, holds: Any) -> float:
        return fmean(bool(holds(one)) for one in self._of(edit))

    def _of(self, edit: str) -> list[Answer]:
        return [one for one in self.answers if one.edit == edit]

    def _edits(self) -> list[str]:
        return list(dict.fromkeys(one.edit for one in self.answers))
