"""Appeals, for their owner by the link, and for the panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from verify.blacklist.models import Appeal, AppealState
from verify.blacklist.seats import SeatView
from verify.blacklist.selectors.stations import evidence_sealed
from verify.blacklist.services.appeals import appeal_of
from verify.blacklist.state import register


@dataclass(frozen=True, slots=True)
class AppealView:
    """One appeal: the number of its case, how it stands, what to take a picture of, and until when it is decided."""

    number: str
    state: str
    challenge: str
    by: datetime
    said: int


def appeal_by_token(token: str) -> AppealView:
    """The appeal behind a link; raises NoSuchCase."""
    return _view(appeal_of(token))


def appeals_for(seat: SeatView) -> tuple[AppealView, ...]:
    """Appeals that wait for a panel, the one whose time ends first ahead; none for whoever is in no office."""
    if seat.index not in {one.index for one in register().maintainers.members}:
        return ()
    rows = Appeal.objects.filter(state=AppealState.MATCHED).select_related("case").order_by("by")
    return tuple(_view(one) for one in rows)


def evidence_of(number: str, seat: SeatView) -> str:
    """The sealed evidence of a case, for a maintainer in office to open at home; raises NoSuchCase."""
    from verify.blacklist.services.handling import case_of

    return evidence_sealed(case_of(number).hash)


def _view(appeal: Appeal) -> AppealView:
    said = appeal.words.count()
    return AppealView(appeal.case.number, appeal.state, appeal.challenge, appeal.by, said)
