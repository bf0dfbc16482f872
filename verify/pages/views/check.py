"""Taking a file in, and waiting for its answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from verify.cases.errors import CaseError, NoSuchVerification
from verify.cases.models import Verification
from verify.cases.selectors import verification_get, wait_until_finished
from verify.cases.uploader import Uploader
from verify.pages.intake import intake
from verify.pages.pace import is_too_fast
from verify.pages.presentation.phases import phases, spoken
from verify.pages.views.answers import accepted, answer_anchor, declined, see_other, too_fast

# Most pictures are answered in less; their readers then see no waiting page at all.
PATIENCE_SECONDS = 0.6


@require_POST
@csrf_protect
def check(request: HttpRequest) -> HttpResponse:
    """Take a file, a link or a demo medium in and lead to its progress; a refusal is answered at once."""
    if is_too_fast(request):
        return too_fast(request)
    try:
        verification = intake(request)
    except CaseError as problem:
        return declined(request, problem)
    return accepted(request, verification)


@require_safe
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show where a check stands; once it is finished, lead to the answer."""
    try:
        verification = found(request, public_id)
    except Http404:
        # A waiting page whose check was discarded elsewhere loads itself again, and then says that nothing is there.
        if request.htmx:
            return HttpResponseClientRefresh()
        raise
    if not request.htmx:
        verification = wait_until_finished(public_id, PATIENCE_SECONDS, viewer=Uploader.reading(request))
    if verification.is_finished:
        there = answer_anchor(verification)
        return HttpResponseClientRedirect(there) if request.htmx else see_other(there)
    shown = {
        "phases": phases(verification.phase),
        "spoken": spoken(verification.phase),
        "poll": reverse("pages:progress", args=[verification.pk]),
    }
    return render(request, "pages/progress_phases.html" if request.htmx else "pages/progress.html", shown)


def found(request: HttpRequest, public_id: str) -> Verification:
    """Return the verification that this reader may see; everything else looks as if it had never been."""
    try:
        return verification_get(public_id, viewer=Uploader.reading(request))
    except NoSuchVerification as nothing:
        raise Http404 from nothing
