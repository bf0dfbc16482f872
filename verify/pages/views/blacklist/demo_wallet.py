"""In a demo alone: the wallets of its maintainers sign at the press of a button, since everybody knows their keys."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from verify.blacklist.seats import SeatView
from verify.blacklist.services import Prepared, ballot_cast, case_cancel
from verify.pages.views.answers import see_other
from verify.pages.views.blacklist.balloting import (
    REFUSED,
    ballot_page,
    ballot_prepared,
    cancelling_prepared,
    reason_given,
)
from verify.pages.views.blacklist.desk import case_shown
from verify.pages.views.blacklist.seats import at_a_seat


@require_POST
@at_a_seat
def ballot(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Sign a ballot with the demo's wallet of this seat, and cast it."""
    try:
        made = ballot_prepared(request, seat, number)
        ballot_cast(case=number, seat=seat, signed=_signed(made, seat), opening=made.opening)
    except REFUSED as problem:
        return ballot_page(request, seat, number, trouble=str(problem))
    return see_other(reverse("pages:list_desk_case", args=[number]) + "?after=voted")


@require_POST
@at_a_seat
def cancel(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Stop a listing with the demo's wallet of this seat."""
    try:
        made = cancelling_prepared(request, seat, number)
        case_cancel(case=number, seat=seat, reason=reason_given(request), signed=_signed(made, seat))
    except REFUSED as problem:
        return case_shown(request, seat, number, trouble=str(problem))
    return see_other(reverse("pages:list_desk_case", args=[number]) + "?after=stopped")


def _signed(made: Prepared, seat: SeatView) -> str:
    """The whole signed message; outside a demo nothing of this is there."""
    if not settings.DEMO:
        raise Http404
    from verify.demo.blacklist_desk import demo_signed

    return demo_signed(made, seat.index)
