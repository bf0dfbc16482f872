"""What everybody may see of the camera list: counts, maintainers, rules, acts, and cases without their devices."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verify.blacklist.errors import GovernmentRefused
from verify.blacklist.selectors import acts_public, case_public, counts, is_founded, register
from verify.pages.presentation.blacklist.case import case_page
from verify.pages.presentation.blacklist.list_page import list_page, rows_of
from verify.pages.views.blacklist.seats import seat_here

ACTS = 30


@require_safe
def the_list(request: HttpRequest) -> HttpResponse:
    """Show how the list is governed and what was done; never what stands on it."""
    wanted = str(request.GET.get("before", ""))
    before = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else None
    if not is_founded():
        return render(request, "pages/blacklist/list.html", {"page": list_page(None, {}, (), limit=ACTS, desk=False)})
    acts = acts_public(before=before, limit=ACTS + 1)
    page = list_page(register(), counts(), acts, limit=ACTS, desk=seat_here(request) is not None)
    return render(request, "pages/blacklist/list.html", {"page": page})


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show one case as everybody may see it."""
    try:
        found = case_public(number)
    except GovernmentRefused as nothing:
        raise Http404 from nothing
    page = case_page(found.case, found.state, [one.act for one in found.acts], rows_of(found.acts))
    shown = {"case": page, "desk": seat_here(request) is not None, "demo": settings.DEMO}
    return render(request, "pages/blacklist/case.html", shown)
