"""The history of look-ups of a team: off until somebody who decides turns it on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from verify.dossiers.errors import DossierError
from verify.dossiers.limits import LOOKUP_DAYS
from verify.dossiers.selectors.desk import ROWS, history_of, lookups_of
from verify.dossiers.services.lookups import history_end, history_keep, lookups_delete
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.dossiers.lookups import lookup_lines
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.dossier_page import number_in
from verify.pages.views.dossiers.entry import at_work, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def lookups(request: HttpRequest) -> HttpResponse:
    """Show the history, turn it on or off, delete what is in it."""
    desk = at_work(request)
    if request.method != "POST":
        return _shown(request, desk)
    try:
        _act(request, desk)
    except DossierError as problem:
        return _shown(request, desk, problem=str(problem), status=status_of(problem))
    return see_other(reverse("pages:dossier_lookups"))


def _act(request: HttpRequest, desk: AtTheDesk) -> None:
    act = request.POST.get("act")
    if act == "keep":
        history_keep(days=number_in(str(request.POST.get("days", ""))), desk=desk)
    elif act == "end":
        history_end(desk=desk)
    elif act == "delete":
        lookups_delete(desk=desk)


def _shown(request: HttpRequest, desk: AtTheDesk, *, problem: str = "", status: int = 200) -> HttpResponse:
    start = number_in(request.GET.get("start", ""))
    rows = lookups_of(desk, start=start)
    context = {
        "history": history_of(desk),
        "rows": lookup_lines(rows[:ROWS]),
        "days": LOOKUP_DAYS,
        "desk": desk,
        "problem": problem,
        "following": f"{reverse('pages:dossier_lookups')}?start={start + ROWS}" if len(rows) > ROWS else "",
    }
    return render(request, "pages/dossiers/lookups.html", context, status=status)
