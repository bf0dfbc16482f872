"""The desk of one maintainer: what waits, and what a vote is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.blindlist.government.types import Case
from verify.blacklist.seats import SeatView
from verify.blacklist.selectors import AppealView, state_of
from verify.pages.presentation.blacklist.case import SIGNS, about
from verify.pages.presentation.blacklist.spans import spoken
from verify.pages.presentation.blacklist.words import ACTIONS, EVIDENCE, REASONS, word
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Sign, Words

HINTS: Final[dict[str, Words]] = {
    "vote": gettext_lazy("your ballot is asked for"),
    "list": gettext_lazy("to be looked at"),
    "change": gettext_lazy("to be voted on"),
    "delist": gettext_lazy("an appeal to be decided"),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list."""

    number: str
    sign: Sign
    about: str
    hint: Words
    opened: Moment


@dataclass(frozen=True, slots=True)
class DeskPage:
    """What the desk shows; `others` are open cases in which nothing is asked of this seat."""

    seat: int
    name: str
    wallet: str
    waiting: tuple[CaseRow, ...]
    appeals: tuple[CaseRow, ...]
    others: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class VoteWords:
    """What is voted on now, as a question and a sentence."""

    action: Words
    told: str


def desk_page(
    seat: SeatView, waiting: Iterable[tuple[Case, str]], appeals: Iterable[AppealView], cases: Iterable[Case]
) -> DeskPage:
    """Return the desk in words; `cases` are those of the public, of which the open ones are told."""
    due = {case.docket.number: case_row(case, state_of(case), word(HINTS, way)) for case, way in waiting}
    shown = {
        one.docket.number: case_row(one, state_of(one), word(REASONS, one.docket.reason))
        for one in cases
        if one.closed is None
    }
    under_appeal = tuple(shown[one.number] for one in appeals if one.number in shown and one.number not in due)
    named = {*due, *(one.number for one in under_appeal)}
    others = tuple(row for number, row in shown.items() if number not in named)
    return DeskPage(seat.index, isolated(seat.name, 80), seat.wallet, tuple(due.values()), under_appeal, others)


def case_row(case: Case, state: str, hint: Words) -> CaseRow:
    """Return one case as a line."""
    return CaseRow(case.docket.number, SIGNS[state], about(case), hint, moment(case.docket.opened))


def vote_words(case: Case) -> VoteWords | None:
    """What is voted on now; None where no vote is running."""
    vote = case.round
    if vote is None:
        return None
    told = _("%(reason)s. Evidence %(evidence)s. %(votes)s votes are needed; ballots are taken for %(span)s.") % {
        "reason": word(REASONS, case.docket.reason),
        "evidence": word(EVIDENCE, case.docket.evidence_class),
        "votes": vote.votes,
        "span": spoken(int((vote.closes - vote.opened).total_seconds())),
    }
    return VoteWords(word(ACTIONS, vote.action), told)
