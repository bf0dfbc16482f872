"""The inbox of a team, and what it is to be told of."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from verify.dossiers.models import Dossier
from verify.dossiers.selectors.desk import ROWS, item_get, news_of, unread_of, watches_of
from verify.dossiers.services.watching import news_read, watch_begin, watch_end, watch_mail
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.dossiers.news import news_lines, watch_lines
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.dossier_page import number_in
from verify.pages.views.dossiers.entry import acted, at_work

MOST_AT_ONCE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def news(request: HttpRequest) -> HttpResponse:
    """Show what there is to tell, and take note of some of it."""
    desk = at_work(request)
    if request.method == "POST":
        wanted = [number for one in request.POST.getlist("news")[:MOST_AT_ONCE] if (number := number_in(one))]
        news_read(wanted, desk=desk)
        return see_other(reverse("pages:dossier_news"))
    start = number_in(request.GET.get("start", ""))
    rows = news_of(desk, start=start)
    context = {
        "rows": news_lines(rows[:ROWS]),
        "unread": unread_of(desk),
        "watches": watch_lines(watches_of(desk)),
        "mails": bool(settings.EMAIL_HOST),
        "following": f"{reverse('pages:dossier_news')}?start={start + ROWS}" if len(rows) > ROWS else "",
    }
    return render(request, "pages/dossiers/news.html", context)


@require_POST
@csrf_protect
@login_required
def watch(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Begin or stop to watch one check."""

    def act(dossier: Dossier, desk: AtTheDesk) -> None:
        item = item_get(dossier, number)
        act = request.POST.get("act")
        if act == "end":
            watch_end(item, desk=desk)
        elif act in {"mail", "no_mail"}:
            watch_mail(item, mail=act == "mail", desk=desk)
        else:
            watch_begin(item, mail=bool(request.POST.get("mail")), desk=desk)

    return acted(request, public_id, act, part="checks")
