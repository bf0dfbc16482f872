"""What a page behind a link shows: the list, and starting the checks of what was chosen from it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from verify.cases.errors import CaseError, NoSuchVerification
from verify.cases.listing import is_listing, listed, picture_check
from verify.cases.models import Verification
from verify.cases.uploader import Uploader
from verify.pages.pace import is_too_fast
from verify.pages.presentation.page_pictures import page_pictures
from verify.pages.views.answers import accepted, answer_anchor, declined, see_other, too_fast
from verify.pages.views.check import found

MOST_PLACES = 100  # more than a list ever has; what is sent beyond it is not even read


def page_list(request: HttpRequest, page: Verification) -> HttpResponse:
    """Show what a page shows to who looked it up; everybody else is told nothing of what that was."""
    try:
        rows = listed(page, uploader=Uploader.reading(request))
    except NoSuchVerification as nothing:
        raise Http404 from nothing
    shown = {
        "list": page_pictures(rows),
        "action": reverse("pages:choose", args=[page.pk]),
        "here": reverse("pages:result", args=[page.pk]),
        "discard": reverse("pages:discard", args=[page.pk]),
        "unchosen": bool(request.GET.get("none")),
    }
    return render(request, f"pages/page_pictures{'_rows' if request.htmx else ''}.html", shown)


@require_POST
@csrf_protect
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Start the checks of what was chosen; one of them leads on to its answer, several back to the list."""
    page = found(request, public_id)
    if not is_listing(page):
        raise Http404
    there = reverse("pages:result", args=[page.pk])
    places = _places(request)
    if not places:
        return see_other(f"{there}?none=yes#answer")
    started = []
    for place in places:
        if is_too_fast(request):
            return too_fast(request)
        try:
            started.append(picture_check(page, place, uploader=Uploader.of(request)))
        except NoSuchVerification as nothing:
            raise Http404 from nothing
        except CaseError as problem:
            return declined(request, problem)
    return accepted(request, started[0]) if len(started) == 1 else see_other(answer_anchor(page))


def _places(request: HttpRequest) -> list[int]:
    sent = request.POST.getlist("picture")[:MOST_PLACES]
    return sorted({int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 4})
