"""Reading the government: for everybody, for the maintainers' desk, and for stations."""

from verify.blacklist.selectors.appeals import AppealView, appeal_by_token, appeals_for, evidence_of
from verify.blacklist.selectors.desk import DeskCase, case_for, seat_of, seats, waiting_for, ways_for
from verify.blacklist.selectors.public import (
    ActSeen,
    CaseSeen,
    acts_public,
    case_public,
    cases_public,
    counts,
    state_of,
)
from verify.blacklist.selectors.stations import (
    acts_after,
    appeals_to_match,
    evidence_sealed,
    rounds_to_count,
    sealed_ids_of,
    sealed_words_of,
    words_signed,
)
from verify.blacklist.state import is_founded, register

__all__ = [
    "ActSeen",
    "AppealView",
    "CaseSeen",
    "DeskCase",
    "acts_after",
    "acts_public",
    "appeal_by_token",
    "appeals_for",
    "appeals_to_match",
    "case_for",
    "case_public",
    "cases_public",
    "counts",
    "evidence_of",
    "evidence_sealed",
    "is_founded",
    "register",
    "rounds_to_count",
    "sealed_ids_of",
    "sealed_words_of",
    "seat_of",
    "seats",
    "state_of",
    "waiting_for",
    "ways_for",
    "words_signed",
]
