"""Checking a bundle or a signed report for people who do not type commands."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from verify import wiring
from verify.pages.bundle_check import Brought, NothingToCheck, check_brought
from verify.pages.pace import is_too_fast_with_bundles
from verify.pages.presentation.chronology.grades import answer_page
from verify.pages.presentation.chronology.unfit import unfit
from verify.pages.trusted import trusted_here
from verify.pages.views.answers import too_fast


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def bundle(request: HttpRequest) -> HttpResponse:
    """Ask for a bundle, and answer it at once; nothing of it is kept, so there is no address to come back to."""
    if request.method != "POST":
        return render(request, "pages/chronology/bundle.html")
    if is_too_fast_with_bundles(request):
        return too_fast(request)
    try:
        answer = check_brought(_brought(request), trusted_here(), wiring.now())
    except NothingToCheck as problem:
        return render(request, "pages/chronology/bundle.html", {"trouble": unfit(problem.code)}, status=422)
    return render(request, "pages/chronology/bundle_answer.html", {"page": answer_page(answer)})


def _brought(request: HttpRequest) -> Brought:
    return Brought(*(_sent(request, name) for name in ("bundle", "report", "note", "media")))


def _sent(request: HttpRequest, name: str) -> UploadedFile | None:
    found = request.FILES.get(name)
    return found if isinstance(found, UploadedFile) and found.size else None
