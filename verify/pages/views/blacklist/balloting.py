"""Ballots and objections to a listing: made here, signed by the maintainer's wallet, and read back strictly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from provenance.blindlist.government.errors import GovernmentError
from provenance.blindlist.government.limits import BALLOT_BYTES
from provenance.blindlist.government.types import CancelReason
from verify.blacklist.errors import GovernmentRefused
from verify.blacklist.seats import SeatView
from verify.blacklist.services import Prepared, ballot_cast, ballot_prepare, cancel_prepare, case_cancel
from verify.pages.presentation.blacklist.desk import vote_words
from verify.pages.views.answers import see_other
from verify.pages.views.blacklist.desk import case_found, case_shown
from verify.pages.views.blacklist.seats import at_a_seat
from verify.pages.wallet_messages import refused

COMMAND = "python -m provenance blindlist ballot sign MESSAGE --keystore FILE"
CHECK = "python -m provenance blindlist ballot check MESSAGE --keystore FILE --code CODE"
VOTES = {"yes": True, "no": False}
CHOICES = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
REFUSED = (GovernmentRefused, GovernmentError)


@dataclass(frozen=True, slots=True)
class Made:
    """A message to sign away from this page, with what goes back beside it."""

    unsigned: str
    command: str
    chosen: str
    check: str
    opening: str = field(repr=False)


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_seat
def ballot(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Ask for a vote, and take in what the wallet signed."""
    if request.method != "POST":
        return ballot_page(request, seat, number)
    try:
        opening = str(request.POST.get("opening", ""))
        ballot_cast(case=number, seat=seat, signed=_signed(request), opening=opening)
    except REFUSED as problem:
        return ballot_page(request, seat, number, trouble=str(problem))
    return see_other(reverse("pages:list_desk_case", args=[number]) + "?after=voted")


@require_POST
@at_a_seat
def ballot_message(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Hand our script the ballot that the wallet is to sign; nothing is stored."""
    return _handed_out(lambda: ballot_prepared(request, seat, number))


@require_POST
@at_a_seat
def ballot_elsewhere(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Show the ballot as text, for a key that is in no browser."""
    try:
        return ballot_page(
            request, seat, number, made=_made(ballot_prepared(request, seat, number), request.POST["vote"])
        )
    except REFUSED as problem:
        return ballot_page(request, seat, number, trouble=str(problem))


@require_POST
@at_a_seat
def cancel(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Stop a listing in its delay, with what the wallet signed."""
    try:
        case_cancel(case=number, seat=seat, reason=reason_given(request), signed=_signed(request))
    except REFUSED as problem:
        return case_shown(request, seat, number, trouble=str(problem))
    return see_other(reverse("pages:list_desk_case", args=[number]) + "?after=stopped")


@require_POST
@at_a_seat
def cancel_message(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Hand our script the objection that the wallet is to sign."""
    return _handed_out(lambda: cancelling_prepared(request, seat, number))


@require_POST
@at_a_seat
def cancel_elsewhere(request: HttpRequest, seat: SeatView, number: str) -> HttpResponse:
    """Show the objection as text, for a key that is in no browser."""
    try:
        made = _made(cancelling_prepared(request, seat, number), str(request.POST.get("reason", "")))
    except REFUSED as problem:
        return case_shown(request, seat, number, trouble=str(problem))
    return case_shown(request, seat, number, made=made)


def ballot_prepared(request: HttpRequest, seat: SeatView, number: str) -> Prepared:
    """The ballot for the vote that a form brings; raises GovernmentRefused."""
    vote = VOTES.get(str(request.POST.get("vote", "")))
    if vote is None:
        raise GovernmentRefused("ballot.vote", _("Choose yes or no first."))
    return ballot_prepare(case=number, seat=seat, vote=vote)


def cancelling_prepared(request: HttpRequest, seat: SeatView, number: str) -> Prepared:
    """The objection for the reason that a form brings; raises GovernmentRefused."""
    return cancel_prepare(case=number, seat=seat, reason=reason_given(request))


def reason_given(request: HttpRequest) -> CancelReason:
    """The reason that a form brings; raises GovernmentRefused."""
    reason = str(request.POST.get("reason", ""))
    if reason not in list(CancelReason):
        raise GovernmentRefused("cancel.reason", _("Choose a reason first."))
    return CancelReason(reason)


def _handed_out(prepared: Callable[[], Prepared]) -> HttpResponse:
    try:
        made = prepared()
    except REFUSED as problem:
        return refused(str(problem), 409)
    told = {"typed_data": made.typed_data, "unsigned": made.unsigned, "opening": made.opening}
    answer = JsonResponse(told)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _made(prepared: Prepared, chosen: str) -> Made:
    return Made(json.dumps(prepared.unsigned, indent=2), COMMAND, chosen, CHECK, prepared.opening)


def _signed(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile) and file.size:
        return file.read(BALLOT_BYTES + 1).decode("utf-8", errors="replace")
    return str(request.POST.get("signed") or request.POST.get("pasted") or "")[: BALLOT_BYTES + 1].strip()


def ballot_page(
    request: HttpRequest, seat: SeatView, number: str, *, trouble: str = "", made: Made | None = None
) -> HttpResponse:
    """The page of a ballot; `made` is one to sign elsewhere."""
    found = case_found(number, seat)
    vote = vote_words(found.case)
    if vote is None or (found.ways.get("vote") and not trouble):
        return see_other(reverse("pages:list_desk_case", args=[number]))
    shown = {
        "case": {"number": number},
        "action": vote.action,
        "told": vote.told,
        "wallet": seat.wallet,
        "here": reverse("pages:list_desk_ballot", args=[number]),
        "message": reverse("pages:list_desk_ballot_message", args=[number]),
        "prepare": reverse("pages:list_desk_ballot_elsewhere", args=[number]),
        "by_demo": reverse("pages:list_desk_ballot_demo", args=[number]),
        "choices": CHOICES,
        "made": made,
        "demo": settings.DEMO,
        "trouble": trouble,
    }
    answer = render(request, "pages/blacklist/ballot.html", shown, status=409 if trouble else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer
