"""The page that a platform links to from a post: what the file says of its making, and who signed that."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from provenance.disclosure import disclosure_of
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.pages.presentation.disclosure import disclosure_page
from verify.pages.views.answers import see_other
from verify.pages.views.check import found


@require_safe
def disclosure(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the disclosure of a report that this reader may see."""
    verification = found(request, public_id)
    if not verification.is_finished:
        return see_other(reverse("pages:progress", args=[verification.pk]))
    report = report_of(verification, viewer=Uploader.reading(request))
    if report is None:
        raise Http404
    shown = {"page": disclosure_page(disclosure_of(report)), "id": verification.pk, "sha256": report.media.sha256}
    return render(request, "pages/disclosure.html", shown)
