"""The maintainers' desk: who sits where, what waits for whom, and what this seat may do now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from provenance.blindlist.government.errors import GovernmentError
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.timing import GOVERNING, settled
from provenance.blindlist.government.types import LISTING, Case
from provenance.blindlist.government.voting import require_may_open, votes_needed
from verify.accounts.models import User
from verify.blacklist.models import AppealWords, CaseRow, RoundRow, Seat
from verify.blacklist.seats import SeatView, view_of, voice_in
from verify.blacklist.selectors.public import ActSeen, case_public
from verify.blacklist.services.balloting import may_close
from verify.blacklist.services.rounds import panel_for
from verify.blacklist.services.writing import now
from verify.blacklist.state import is_founded, register

MAY: Final = ""


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A case as one seat sees it. `ways`: what it may do, by name: empty where it may, else the code that says why not.

    `panel`: it sits in the vote that runs; `voted`: it has cast a ballot there. How, is in no row.
    """

    case: Case
    acts: tuple[ActSeen, ...]
    state: str
    ways: Mapping[str, str]
    panel: bool
    voted: bool
    ballots: int
    says: int


def seats() -> tuple[SeatView, ...]:
    """Every maintainer in office."""
    bound = dict(Seat.objects.values_list("pk", "user_id"))
    return tuple(view_of(one, bound.get(one.index)) for one in register().maintainers.members)


def seat_of(user: object) -> SeatView | None:
    """The seat that this account acts for; None for everybody else."""
    if not isinstance(user, User) or not user.is_active or not is_founded():
        return None
    return next((one for one in seats() if one.user == user.pk), None)


def case_for(number: str, seat: SeatView) -> DeskCase:
    """One case as this seat sees it; raises NoSuchCase."""
    seen = case_public(number)
    vote = _vote(seen.case)
    sits = vote is not None and seat.index in vote.panel
    voted = vote is not None and vote.ballots.filter(seat=seat.index).exists()
    said = AppealWords.objects.filter(appeal__case_id=seen.case.hash).count()
    cast = vote.ballots.count() if vote is not None else 0
    return DeskCase(seen.case, seen.acts, seen.state, ways_for(seen.case, seat), sits, voted, cast, said)


def waiting_for(seat: SeatView) -> tuple[tuple[Case, str], ...]:
    """What waits for this seat, oldest first: votes to cast, appeals to open, cases to decide."""
    cases = sorted(register().cases.values(), key=lambda one: one.docket.number)
    return tuple((case, way) for case in cases if case.closed is None for way in _waits(settled(case, now()), seat))


def ways_for(case: Case, seat: SeatView) -> dict[str, str]:
    """What this seat may do in a case now, with the code of why not."""
    return {name: _asked(way, case, seat) for name, way in _WAYS.items()}


def _waits(case: Case, seat: SeatView) -> Iterator[str]:
    ways = ways_for(case, seat) if case.closed is None else {}
    vote = _vote(case)
    if ways.get("vote") == MAY and vote is not None and not vote.ballots.filter(seat=seat.index).exists():
        yield "vote"
    elif case.round is None and case.appeal_by is not None and ways.get("delist") == MAY:
        yield "delist"
    elif case.round is None and case.pending_until is None and case.listed_until is None:
        yield from (name for name in ("list", "change") if ways.get(name) == MAY)


def _asked(way: Callable[[Case, SeatView], None], case: Case, seat: SeatView) -> str:
    try:
        way(case, seat)
    except GovernmentError as refusal:
        return refusal.code
    return MAY


def _opens(action: Action) -> Callable[[Case, SeatView], None]:
    def way(case: Case, seat: SeatView) -> None:
        _require(case.closed is None, "case.closed")
        require_may_open(case, action, now())
        row = CaseRow.objects.get(pk=case.hash)
        panel = panel_for(register(), case, row, action)
        _require(len(panel.seats) >= votes_needed(case, action, register().maintainers), "panel.too_small")

    return way


def _lists(case: Case, seat: SeatView) -> None:
    _require(case.docket.target not in GOVERNING, "case.target")
    _opens(LISTING[case.docket.target])(case, seat)


def _changes(case: Case, seat: SeatView) -> None:
    _require(case.docket.target in GOVERNING, "case.target")
    _opens(LISTING[case.docket.target])(case, seat)


def _votes(case: Case, seat: SeatView) -> None:
    vote = _vote(case)
    _require(vote is not None and vote.closed is None, "round.none")
    _require(vote is not None and seat.index in vote.panel, "panel.other")


def _closes(case: Case, seat: SeatView) -> None:
    _votes(case, seat)
    vote = _vote(case)
    assert vote is not None  # noqa: S101  # it was found above
    assert case.round is not None  # noqa: S101
    _require(may_close(case, case.round, vote), "round.open")


def _recuses(case: Case, seat: SeatView) -> None:
    _require(case.closed is None, "case.closed")
    _require(case.round is None, "round.running")
    _require(voice_in(case.hash, seat.index) not in case.recused, "recusal.again")


def _cancels(case: Case, seat: SeatView) -> None:
    _require(case.pending_until is not None, "cancel.nothing")
    _require(case.rules.actions[LISTING[case.docket.target]].cancellable, "cancel.change")
    _require(voice_in(case.hash, seat.index) not in case.cancelled_by, "cancel.again")


def _tells(case: Case, seat: SeatView) -> None:
    _require(case.closed is None, "case.closed")
    _require(case.rules.actions[LISTING[case.docket.target]].maker_told, "case.target")
    _require(case.vendor_told is None, "maker.told")


_WAYS: Final[Mapping[str, Callable[[Case, SeatView], None]]] = {
    "suspend": _opens(Action.SUSPEND),
    "list": _lists,
    "delist": _opens(Action.DELIST),
    "change": _changes,
    "vote": _votes,
    "close": _closes,
    "recuse": _recuses,
    "cancel": _cancels,
    "vendor_told": _tells,
}


def _vote(case: Case) -> RoundRow | None:
    if case.round is None or case.closed is not None:
        return None
    return RoundRow.objects.filter(case_id=case.hash, number=case.round.number).first()


def _require(holds: bool, code: str) -> None:
    if not holds:
        raise GovernmentError(code, "")
