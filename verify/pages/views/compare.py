"""Two of what a check knows beside each other: steps, the file, recorded works, as far as their reader may."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.pages.presentation.comparing.page import comparison
from verify.pages.presentation.stages import STOPS
from verify.pages.views.answers import see_other
from verify.pages.views.check import found
from verify.pages.views.similar import similar_rows


@require_safe
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the two that the address names; without any, the two newest steps."""
    verification = found(request, public_id)
    if not verification.is_finished:
        return see_other(reverse("pages:progress", args=[verification.pk]))
    report = report_of(verification, viewer=Uploader.reading(request))
    if report is None:
        raise Http404
    held = verification.has_thumbnail and verification.is_held
    page = comparison(
        report,
        similar_rows(request, verification),
        request.GET.get("left", ""),
        request.GET.get("right", ""),
        reverse("pages:thumbnail", args=[verification.pk]) if held else "",
    )
    return render(request, "pages/compare.html", {"page": page, "id": verification.pk, "stops": STOPS})
