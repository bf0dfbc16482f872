"""The maintainers' desk: what waits, one case at a time, and each act with a confirmation of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.types import LISTING, CancelReason
from verify.blacklist.errors import GovernmentRefused
from verify.blacklist.seats import SeatView
from verify.blacklist.selectors import DeskCase, appeals_for, case_for, cases_public, waiting_for
from verify.blacklist.services import case_recuse, round_close, round_open, vendor_told
from verify.pages.presentation.blacklist.case import case_page
from verify.pages.presentation.blacklist.desk import desk_page, vote_words
from verify.pages.presentation.blacklist.list_page import rows_of
from verify.pages.presentation.blacklist.offers import offers_of, refusals_of
from verify.pages.presentation.blacklist.words import CANCELS
from verify.pages.views.answers import see_other
from verify.pages.views.blacklist.seats import at_a_seat

NOTICES = {
    "voted": gettext_lazy("Your ballot is in. You may cast another one while the vote is open: the last one counts."),
    "done": gettext_lazy("It is done, and written down for everybody."),
    "stopped": gettext_lazy("You stopped it. The reason is public, and who gave it is not."),
}
MOST_CASES = 200  # the newest; older ones that wait stand first all the same
OPEN = "python -m provenance blindlist open"
Way = Callable[[DeskCase, str, SeatView], object]
WAYS: Mapping[str, Way] = {
    "suspend": lambda found, number, seat: round_open(case=number, action=Action.SUSPEND, seat=seat),
    "list": lambda found, number, seat: round_open(case=number, action=LISTING[found.case.docket.target], seat=seat),
    "change": lambda found, number, seat: round_open(case=number, action=LISTING[found.case.docket.target], seat=seat),
    "delist": lambda found, number, seat: round_open(case=number, action=Action.DELIST, seat=seat),
    "close": lambda found, number, seat: round_close(case=number, seat=seat),
    "recuse": lambda found, number, seat: case_recuse(case=number, seat=seat),
    "vendor_told": lambda found, number, seat: vendor_told(case=number, seat=seat),
}


@require_safe
@at_a_seat
def desk(request: HttpRequest, seat: SeatView) -> HttpResponse:
    """Show what waits for this maintainer."""
    page = desk_page(seat, waiting_for(seat), appeals_for(seat), cases_public(limit=MOST_CASES))
    notice = NOTICES.get(str(request.GET.get("after", "")), "")
    line = f"{OPEN} CASE --folder STATION --list {settings.BLACKLIST_URL}"
    shown = {"desk": page, "demo": settings.DEMO, "notice": notice, "open_command": line}
    return render(request, "pages/blacklist/desk.html", shown)


@require_safe
@at_a_seat
def desk_case(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Show one case with what this maintainer may do in it."""
    return case_shown(request, seat, number)


@require_POST
@at_a_seat
def act(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Do one thing in a case, once its box is ticked."""
    found = case_found(number, seat)
    do = WAYS.get(str(request.POST.get("way", "")))
    if do is None or not request.POST.get("sure"):
        return case_shown(request, seat, number, trouble=_("Tick the box first: nothing was done."))
    try:
        do(found, number, seat)
    except GovernmentRefused as problem:
        return case_shown(request, seat, number, trouble=str(problem))
    return see_other(reverse("pages:list_desk_case", args=[number]) + "?after=done")


def case_found(number: str, seat: SeatView) -> DeskCase:
    """The case of this number as this seat sees it; what is not there is not there."""
    try:
        return case_for(number, seat)
    except GovernmentRefused as nothing:
        raise Http404 from nothing


def case_shown(
    request: HttpRequest, seat: SeatView, number: str, *, trouble: str = "", made: object = None
) -> HttpResponse:
    """The page of a case at the desk; `made` is a message to sign elsewhere."""
    found = case_found(number, seat)
    shown = {
        "case": case_page(found.case, found.state, [one.act for one in found.acts], rows_of(found.acts)),
        "can": {way: not code for way, code in found.ways.items()},
        "vote": vote_words(found.case),
        "voted": found.voted,
        "says": found.says,
        "offers": offers_of(found.ways),
        "refusals": tuple(refusals_of(found.ways)),
        "cancels": [(reason.value, CANCELS[reason]) for reason in CancelReason],
        "cancel_action": reverse("pages:list_desk_cancel", args=[number]),
        "cancel_prepare": reverse("pages:list_desk_cancel_prepare", args=[number]),
        "open_command": f"{OPEN} {number} --folder STATION --list {settings.BLACKLIST_URL}",
        "made": made,
        "demo": settings.DEMO,
        "trouble": trouble,
        "notice": NOTICES.get(str(request.GET.get("after", "")), ""),
    }
    return render(request, "pages/blacklist/desk_case.html", shown, status=409 if trouble else 200)
