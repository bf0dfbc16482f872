"""The desk: its dossiers, and one of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from verify.contested.selectors.disputes import open_count
from verify.dossiers.errors import DossierError
from verify.dossiers.limits import TAG_CHARS
from verify.dossiers.models import Status
from verify.dossiers.selectors.desk import (
    ROWS,
    dossiers_of,
    history_of,
    statuses_of,
    tags_of,
    unread_of,
)
from verify.dossiers.services.dossiers import dossier_open
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.dossiers.desk import dossier_lines
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.dossier_page import number_in, shown, there
from verify.pages.views.dossiers.entry import at_work, dossier_found, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def dossiers(request: HttpRequest) -> HttpResponse:
    """Show the dossiers of the team, and begin one."""
    desk = at_work(request)
    if request.method != "POST":
        return _listed(request, desk)
    try:
        made = dossier_open(title=str(request.POST.get("title", "")), desk=desk)
    except DossierError as problem:
        return _listed(request, desk, problem=str(problem), status=status_of(problem))
    return see_other(there(made))


def _listed(request: HttpRequest, desk: AtTheDesk, *, problem: str = "", status: int = 200) -> HttpResponse:
    wanted, tag, start = _asked(request)
    rows = dossiers_of(desk, status=wanted, tag=tag, start=start)
    counts = statuses_of(desk)
    context = {
        "rows": dossier_lines(rows[:ROWS]),
        "statuses": [(one.value, one.label, counts.get(one.value, 0), one.value == wanted) for one in Status],
        "all": (sum(counts.values()), not wanted and not tag),
        "tags": [(one, one == tag) for one in tags_of(desk)],
        "unread": unread_of(desk),
        "disputed": open_count(desk),
        "history": history_of(desk),
        "organisation": desk.team.organisation,
        "problem": problem,
        "following": f"{reverse('pages:dossiers')}?start={start + ROWS}" if len(rows) > ROWS else "",
    }
    return render(request, "pages/dossiers/dossiers.html", context, status=status)


def _asked(request: HttpRequest) -> tuple[str, str, int]:
    status, tag = request.GET.get("status", ""), request.GET.get("tag", "")[:TAG_CHARS]
    return status if status in Status.values else "", tag, number_in(request.GET.get("start", ""))


@require_safe
@never_cache
@login_required
def dossier(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one dossier."""
    desk = at_work(request)
    return shown(request, dossier_found(public_id, desk), desk)
