"""Every table of the government; all of them lie in the store `blacklist`."""

from verify.blacklist.models.acts import ActRow, EditionRow, Seat
from verify.blacklist.models.appeals import Appeal, AppealState, AppealWords, MatchVote
from verify.blacklist.models.cases import CaseRow, SealedEvidence, SealedIdRow
from verify.blacklist.models.votes import BallotRow, OutcomeVote, RoundRow, SignedWord

__all__ = [
    "ActRow",
    "Appeal",
    "AppealState",
    "AppealWords",
    "BallotRow",
    "CaseRow",
    "EditionRow",
    "MatchVote",
    "OutcomeVote",
    "RoundRow",
    "SealedEvidence",
    "SealedIdRow",
    "Seat",
    "SignedWord",
]
