"""Ballots: made with a code that is shown once, signed by a wallet, and kept with the code sealed to the stations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from provenance.blindlist.government.ballots import (
    SignedBallot,
    ballot_to_json,
    from_text,
    make_ballot,
    round_name,
    typed_data,
    unsigned_to_json,
    vote_of,
)
from provenance.blindlist.government.codec import seconds
from provenance.blindlist.government.codes import Code, code_from_bytes, code_to_bytes, new_code
from provenance.blindlist.government.types import Case, Round
from provenance.blindlist.government.voting import set_of
from provenance.blindlist.sealing import seal_small, to_json
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet
from provenance.statements.limits import WORD_BYTES
from verify.audit.acting import MAINTAINER
from verify.audit.services import note
from verify.blacklist.errors import BadBallot, NotNow, NotSeated
from verify.blacklist.models import BallotRow, CaseRow, RoundRow
from verify.blacklist.seats import SeatView
from verify.blacklist.services.handling import case_of
from verify.blacklist.services.signing import Prepared, require_own
from verify.blacklist.services.writing import in_turn, now
from verify.blacklist.state import register
from verify.ledger.parts import parts
from verify.signing_domain import statement_domain

CLOSED = "This vote takes no ballots any more."


def ballot_prepare(*, case: str, seat: SeatView, vote: bool) -> Prepared:
    """A ballot that hides this vote, for the wallet of this seat; raises NotSeated, NotNow.

    The code opens the vote: it is handed to the voter and kept nowhere.
    """
    row = case_of(case)
    running, _ = open_round(row, seat)
    member = _voter(row, running, seat)
    code, domain = new_code(parts().randomness), statement_domain()
    about = (row.hash, round_name(running.number, running.action))
    nonce = parts().randomness(WORD_BYTES)
    ballot = make_ballot(about, vote, code, wallet=member.wallet, time=seconds(now()), nonce=nonce)
    return Prepared(ballot, typed_data(domain, ballot), unsigned_to_json(domain, ballot), code_to_bytes(code).hex())


def ballot_cast(*, case: str, seat: SeatView, signed: str, opening: str) -> None:
    """Take a ballot in; the newest of a seat counts. Raises BadBallot, NotSeated, NotNow.

    `opening` is the code as it was shown. It is checked, sealed to the stations of the panel and forgotten.
    """
    row, ballot, code = case_of(case), from_text(signed), _code(opening)
    running, vote = open_round(row, seat)
    member = _voter(row, running, seat)
    require_own(ballot, member, row.hash)
    if ballot.ballot.round != round_name(running.number, running.action):
        raise BadBallot("ballot.round", "This ballot is for another vote. Ask for a new one.")
    vote_of(ballot.ballot, code, member.wallet)
    sealed = to_json(seal_small(code_to_bytes(code), _panel(vote, running), parts().randomness))
    in_turn(lambda: _kept(vote, seat, ballot, sealed))


def round_close(*, case: str, seat: SeatView) -> None:
    """Close a vote before its time, where the rules allow it; raises NotNow, NotSeated."""
    row = case_of(case)
    running, vote = open_round(row, seat)
    if not may_close(register().cases[row.hash], running, vote):
        raise NotNow("round.open", "This vote closes when everybody has voted, or when its time is over.")
    RoundRow.objects.filter(pk=vote.pk, closed=None).update(closed=now())
    note("camera_list.vote_closed", about="case", subject=row.number, actor=MAINTAINER, round=running.number)


def may_close(case: Case, running: Round, vote: RoundRow) -> bool:
    """Whether the rules let this vote close now."""
    cast = vote.ballots.count()
    early = case.rules.actions[running.action].early and cast >= running.votes
    return early or cast == len(running.panel)


def open_round(row: CaseRow, seat: SeatView) -> tuple[Round, RoundRow]:
    """The vote that is running in this case, where this seat is on its panel; raises NotNow, NotSeated."""
    case = register().cases[row.hash]
    vote = RoundRow.objects.filter(case=row, number=case.round.number).first() if case.round else None
    if case.round is None or vote is None or vote.closed is not None or case.round.closes <= now():
        raise NotNow("round.none", CLOSED)
    if seat.index not in vote.panel:
        raise NotSeated("panel.other", "Others sit on the panel of this vote.")
    return case.round, vote


def _kept(vote: RoundRow, seat: SeatView, ballot: SignedBallot, sealed: str) -> None:
    columns = {"signed": json.dumps(ballot_to_json(ballot)), "sealed": sealed, "cast": now()}
    BallotRow.objects.update_or_create(round=vote, seat=seat.index, defaults=columns)
    case = register().cases[vote.case_id]
    if case.round is not None and _closes_by_itself(case, case.round, vote):
        RoundRow.objects.filter(pk=vote.pk).update(closed=_after(ballot, now()))


def _closes_by_itself(case: Case, running: Round, vote: RoundRow) -> bool:
    """When everybody has voted; in a demo also as soon as the rules allow it, because nobody waits there."""
    return vote.ballots.count() == len(running.panel) or (case.rules.demo and may_close(case, running, vote))


def _after(ballot: SignedBallot, at: datetime) -> datetime:
    """No ballot is dated behind the end of its own vote: the clock that made it was this one."""
    return max(at, datetime.fromtimestamp(ballot.ballot.time, at.tzinfo))


def _voter(row: CaseRow, running: Round, seat: SeatView) -> Maintainer:
    members = set_of(register(), running.maintainer_set)
    return {one.index: one for one in members.members}[HolderIndex(seat.index)]


def _panel(vote: RoundRow, running: Round) -> MaintainerSet:
    """The panel alone: nobody else's station can open a code."""
    members = set_of(register(), running.maintainer_set)
    seats: Sequence[int] = vote.panel
    return replace(members, members=tuple(one for one in members.members if one.index in seats))


def _code(opening: str) -> Code:
    try:
        return code_from_bytes(bytes.fromhex(opening.strip()))
    except ValueError as error:
        raise BadBallot("ballot.code", "The code of this ballot is missing. Ask for a new ballot.") from error
