"""Maintainers who make a key together, honest or not, on a board that closes each phase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from provenance.blindlist.keymaking import (
    Complaint,
    Deal,
    DealSecret,
    Outcome,
    Reveal,
    Terms,
    answer,
    check_deal,
    conclude,
    deal,
    opened,
    share_of,
)
from provenance.blindlist.ristretto import base_times, random_scalar
from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.tests.sharing_keys import repeatable
from provenance.blindlist.types import HolderIndex, KeyName, KeyShare, Point

MEMBERS = tuple(HolderIndex(one) for one in range(1, 6))


class Manner(StrEnum):
    """How a member behaves."""

    HONEST = "honest"
    ABSENT = "absent"
    LATE = "late"
    WRONG_BOX_ANSWERED = "wrong_box_answered"
    WRONG_BOX_SILENT = "wrong_box_silent"
    WRONG_REVEAL = "wrong_reveal"
    TWO_DEALS = "two_deals"
    NO_POSSESSION = "no_possession"
    ROGUE = "rogue"
    SHORT = "short"
    SLANDERS = "slanders"


def sealing_keys() -> dict[HolderIndex, SealingKey]:
    """One for each member, the same in every run."""
    return {one: SealingKey.of_seed(bytes([one]) * 32) for one in MEMBERS}


@dataclass
class Round:
    """One round: who deals how, and what the board holds when each phase has closed."""

    manners: Mapping[HolderIndex, Manner]
    seed: int = 1

    def __post_init__(self) -> None:
        self.keys = sealing_keys()
        self.terms = Terms(KeyName.OPEN, 7, 3, tuple((one, self.keys[one].public) for one in MEMBERS))
        self.secrets: dict[HolderIndex, DealSecret] = {}
        self.deals = self._deals()
        self.complaints = self._complaints()
        self.reveals = self._reveals()

    @property
    def honest(self) -> list[HolderIndex]:
        return [one for one in MEMBERS if self.manners[one] is Manner.HONEST]

    def concluded(self, conclusion: Callable[..., Outcome] = conclude) -> Outcome:
        return conclusion(self.terms, self.deals, self.complaints, self.reveals)

    def shares(self, outcome: Outcome, of: Sequence[HolderIndex]) -> list[KeyShare]:
        return [share_of(outcome, self.deals, self.reveals, one, self.keys[one]) for one in of]

    def _deals(self) -> list[Deal]:
        made = []
        for one in MEMBERS:
            first, self.secrets[one] = deal(self.terms, one, repeatable(self.seed * 10 + one))
            made += self._as(self.manners[one], first, made)
        return made

    def _as(self, manner: Manner, good: Deal, before: Sequence[Deal]) -> list[Deal]:
        """What a dealer of this manner puts on the board in time."""
        if manner in (Manner.ABSENT, Manner.LATE):
            return []
        if manner is Manner.TWO_DEALS:
            return [good, deal(self.terms, good.dealer, repeatable(self.seed + 999))[0]]
        return [replace(good, **self._changes(manner, good, before))]

    def _changes(self, manner: Manner, good: Deal, before: Sequence[Deal]) -> dict[str, Any]:
        match manner:
            case Manner.NO_POSSESSION:
                return {"possession": bytes(64)}
            case Manner.ROGUE:
                return {"commitments": _rogue(good, before)}
            case Manner.SHORT:
                return {"commitments": good.commitments[:-1]}
            case Manner.WRONG_BOX_ANSWERED | Manner.WRONG_BOX_SILENT | Manner.WRONG_REVEAL:
                return {"boxes": self._wrong_boxes(good)}
        return {}

    def _wrong_boxes(self, good: Deal) -> tuple[tuple[HolderIndex, bytes], ...]:
        """The first member that is not the dealer gets what does not fit, the second what does not open."""
        victims = [one for one in MEMBERS if one != good.dealer][:2]
        other, _ = deal(self.terms, good.dealer, repeatable(5))
        swapped = {victims[0]: dict(other.boxes)[victims[0]], victims[1]: bytes(80)}
        return tuple((one, swapped.get(one, box)) for one, box in good.boxes)

    def _complaints(self) -> list[Complaint]:
        made = []
        for one in MEMBERS:
            if self.manners[one] in (Manner.ABSENT, Manner.LATE):
                continue
            if self.manners[one] is Manner.SLANDERS:
                made += [Complaint(one, other) for other in MEMBERS if other != one]
                continue
            good = [dealt for dealt in self.deals if not check_deal(self.terms, dealt)]
            got = [opened(dealt, one, self.keys[one]) for dealt in good]
            made += [complaint for complaint in got if isinstance(complaint, Complaint)]
        return made

    def _reveals(self) -> list[Reveal]:
        made = []
        for complaint in self.complaints:
            manner = self.manners[complaint.against]
            if manner in (Manner.ABSENT, Manner.LATE, Manner.WRONG_BOX_SILENT):
                continue
            told = answer(self.secrets[complaint.against], complaint)
            wrong = random_scalar(repeatable(8))
            made.append(replace(told, value=wrong) if manner is Manner.WRONG_REVEAL else told)
        return made


def _rogue(good: Deal, before: Sequence[Deal]) -> tuple[Point, ...]:
    """Commitments to what the dealer cannot know: another's first commitment as its own."""
    copied = before[0].commitments[0] if before else base_times(random_scalar(repeatable(6)))
    return (copied, *good.commitments[1:])
