"""Counting, as every station of a panel does it after the round has closed: what it came to, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from provenance.blindlist.government.ballots import (
    SignedBallot,
    address_of_wallet,
    require_signature,
    round_name,
    vote_of,
)
from provenance.blindlist.government.codes import Code
from provenance.blindlist.government.errors import BadBallot
from provenance.blindlist.government.panels import panel_digest
from provenance.blindlist.government.rules import Action, Rules
from provenance.blindlist.government.seats import reaches
from provenance.blindlist.government.types import Outcome, Voice
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet
from provenance.statements.types import Domain

Naming = Callable[[HolderIndex], Voice]


@dataclass(frozen=True, slots=True)
class RoundFor:
    """A round as the stations of its panel see it: with seats, not with pseudonyms.

    `out` are seats that could not be drawn, `apart` seats that may vote in a suspension, but not alone: the reporter's.
    """

    case: str
    number: int
    action: Action
    rules: Rules
    members: MaintainerSet
    panel: tuple[HolderIndex, ...]
    out: tuple[HolderIndex, ...]
    apart: tuple[HolderIndex, ...]
    salt: str
    beacon: str
    domain: Domain
    opened: datetime
    closed: datetime


def count(vote: RoundFor, cast: Iterable[tuple[SignedBallot, Code | None]], naming: Naming) -> Outcome:
    """The outcome of these ballots; the newest of a wallet counts, and one that no code opens counts as cast only.

    Nothing here depends on the order in which the list server hands them over.
    """
    seats = {address_of_wallet(one.wallet): one for one in vote.members.members if one.index in vote.panel}
    newest: dict[HolderIndex, tuple[SignedBallot, Code | None]] = {}
    for ballot, code in sorted(cast, key=lambda one: (one[0].ballot.time, one[0].ballot.nonce)):
        if _belongs(ballot, vote) and ballot.signer in seats:
            newest[seats[ballot.signer].index] = (ballot, code)
    by_index = {one.index: one for one in seats.values()}
    yes = [by_index[index] for index, (ballot, code) in newest.items() if _says_yes(ballot, code, by_index[index])]
    return Outcome(
        vote.case,
        vote.number,
        vote.action,
        _met(vote, yes),
        tuple(sorted(naming(index) for index in newest)),
        digest_of(vote),
        vote.closed,
    )


def digest_of(vote: RoundFor) -> str:
    """The public commitment to who sits in this round."""
    return panel_digest(vote.case, vote.number, vote.panel, (*vote.out, *vote.apart), vote.salt)


def _belongs(ballot: SignedBallot, vote: RoundFor) -> bool:
    """Whether its wallet signed it, for this case, round and site, while ballots were taken."""
    try:
        require_signature(ballot)
    except BadBallot:
        return False
    signed = ballot.ballot
    in_time = vote.opened.timestamp() <= signed.time <= vote.closed.timestamp()
    about = (signed.case_hash.hex(), signed.round) == (vote.case, round_name(vote.number, vote.action))
    return ballot.domain == vote.domain and about and in_time


def _says_yes(ballot: SignedBallot, code: Code | None, seat: Maintainer) -> bool:
    try:
        return code is not None and vote_of(ballot.ballot, code, seat.wallet)
    except BadBallot:
        return False


def _met(vote: RoundFor, yes: list[Maintainer]) -> bool:
    needed = vote.rules.actions[vote.action].needed(len(vote.members.members))
    if not any(one.index not in vote.apart for one in yes):
        return False
    return reaches(yes, vote.action, vote.rules, needed=needed)
