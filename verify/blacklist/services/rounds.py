"""Votes: opened with a panel that is drawn, ballots taken, closed, and counted by the stations of the panel."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from provenance.blindlist.government.codec import seconds
from provenance.blindlist.government.panels import drawn, needs_beacon, panel_digest
from provenance.blindlist.government.rules import Action, span
from provenance.blindlist.government.types import ActKind, Case, Register
from provenance.blindlist.government.voting import require_may_open, votes_needed
from provenance.blindlist.types import HolderIndex
from verify.audit.acting import MAINTAINER
from verify.audit.services import note
from verify.blacklist.beacons import beacon_for
from verify.blacklist.models import CaseRow, RoundRow
from verify.blacklist.seats import SeatView, member_at, seats_behind, voice_in
from verify.blacklist.services.handling import case_of
from verify.blacklist.services.writing import Body, in_turn, write_act
from verify.ledger.parts import parts

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Panel:
    """Who sits: `out` could not be drawn, `apart` may vote but decide nothing alone."""

    seats: tuple[HolderIndex, ...]
    out: tuple[HolderIndex, ...]
    apart: tuple[HolderIndex, ...]
    beacon: str
    salt: str


def round_open(*, case: str, action: str, seat: SeatView) -> int:
    """Open a vote; returns its number in the case. Raises ActRefused, NotNow while no beacon is known, NotSeated."""
    row, wanted = case_of(case), Action(action)
    number = in_turn(lambda: _opened(row, wanted, seat))
    note("camera_list.vote_opened", about="case", subject=row.number, actor=MAINTAINER, round=number)
    return number


def panel_for(register: Register, case: Case, row: CaseRow, action: Action) -> Panel:
    """Who sits in the next round of this case; raises NotNow while the draw waits for a beacon."""
    everybody = [one.index for one in register.maintainers.members]
    apart = {HolderIndex(index) for index in row.apart}
    out = set(seats_behind(case, case.recused, register.maintainers))
    if action is not Action.SUSPEND:
        out, apart = out | apart, set()
    if action is Action.DELIST:
        out |= _heard(register, case, row, out)
    eligible = [index for index in everybody if index not in out]
    beacon = beacon_for(row) if needs_beacon(eligible, case.rules.panel) else ""
    seats = drawn(beacon, case.hash, case.rounds + 1, eligible, case.rules.panel)
    apart &= set(seats)
    return Panel(seats, tuple(sorted(out)), tuple(sorted(apart)), beacon, parts().randomness(SALT_BYTES).hex())


def _heard(register: Register, case: Case, row: CaseRow, out: Collection[HolderIndex]) -> set[HolderIndex]:
    """Whoever voted before sits on no appeal; nor does, where enough others are left, whoever only sat."""
    heard = set(seats_behind(case, case.heard, register.maintainers))
    sat = {HolderIndex(index) for panel in row.rounds.values_list("panel", flat=True) for index in panel}
    left = {one.index for one in register.maintainers.members} - set(out) - heard
    return heard | sat if len(left - sat) >= votes_needed(case, Action.DELIST, register.maintainers) else heard


def _opened(row: CaseRow, action: Action, seat: SeatView) -> int:
    panels: list[Panel] = []

    def body(before: Register, at: datetime) -> Body:
        member_at(before.maintainers, seat)
        case = before.cases[row.hash]
        require_may_open(case, action, at)
        panels.append(panel_for(before, case, row, action))
        return _body(before, case, action, panels[-1], at)

    write_act(ActKind.ROUND_OPENED, row.hash, body)
    return _kept(row, action, panels[-1]).number


def _body(before: Register, case: Case, action: Action, panel: Panel, at: datetime) -> Body:
    number, closes = case.rounds + 1, at + span(case.rules.actions[action].window)
    return {
        "round": number,
        "action": action.value,
        "set": before.maintainers.number,
        "closes": seconds(closes),
        "count_by": seconds(closes + span(case.rules.count_window)),
        "panel": sorted(str(voice_in(case.hash, index)) for index in panel.seats),
        "panel_digest": panel_digest(case.hash, number, panel.seats, (*panel.out, *panel.apart), panel.salt),
        "beacon": panel.beacon,
    }  # type: ignore[return-value]


def _kept(row: CaseRow, action: Action, panel: Panel) -> RoundRow:
    from verify.blacklist.state import register

    case = register().cases[row.hash]
    assert case.round is not None  # noqa: S101  # it was opened above
    return RoundRow.objects.create(
        case=row,
        number=case.round.number,
        panel=list(panel.seats),
        out=list(panel.out),
        apart=list(panel.apart),
        salt=panel.salt,
        beacon=panel.beacon,
        closes=case.round.closes,
    )
