"""The desk: its dossiers, and one of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from verify.contested.selectors.disputes import open_count
from verify.contested.selectors.pages import pages_of
from verify.dossiers.errors import DossierError
from verify.dossiers.limits import SHARE_DAYS, TAG_CHARS
from verify.dossiers.models import Dossier, Outcome, Status, Subject
from verify.dossiers.selectors.desk import (
    ROWS,
    dossiers_of,
    history_of,
    items_of,
    statuses_of,
    tags_of,
    trail_of,
    unread_of,
)
from verify.dossiers.selectors.said import said_in
from verify.dossiers.services.dossiers import dossier_open
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.contested.draft import page_lines
from verify.pages.presentation.dossiers.desk import dossier_lines, item_lines, share_lines
from verify.pages.presentation.dossiers.said import said_lines
from verify.pages.presentation.dossiers.trail import trail_lines
from verify.pages.signing_offer import desk_of
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.entry import at_work, dossier_found, number_in, status_of, there


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


def shown(
    request: HttpRequest,
    found: Dossier,
    desk: AtTheDesk,
    *,
    problem: str = "",
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page of a dossier, with what could not be done, or with a link that is shown this once."""
    start = number_in(request.GET.get("start", ""))
    items = items_of(found, start=start)
    context = {
        "dossier": found,
        "items": item_lines(items[:ROWS]),
        "following": f"{there(found)}?start={start + ROWS}#checks" if len(items) > ROWS else "",
        "tags": [one.name for one in found.tags.all()],
        "statuses": [(one.value, one.label, one.value == found.status) for one in Status],
        "notes": found.notes.select_related("by"),
        "said": said_lines(said_in(found), reader=desk.user),
        "kinds": Subject.choices,
        "outcomes": Outcome.choices,
        "shares": share_lines(found.shares.select_related("created_by", "item")),
        "days": SHARE_DAYS,
        "trail": trail_lines(trail_of(found)),
        "contested": page_lines(pages_of(found)),
        "mails": bool(settings.EMAIL_HOST),
        "desk": desk,
        "may_sign": desk_of(request) is not None,
        "problem": problem,
        "link": link,
    }
    return render(request, "pages/dossiers/dossier.html", context, status=status)
