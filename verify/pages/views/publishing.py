"""Before a file is published: what can be linked, what to do about it, and a copy without what names its camera."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from provenance.formats import FORMATS
from provenance.publication.types import History
from verify.accounts.stepping_up import step_up_required
from verify.cases.copying import copy_ask, copy_content, copy_of, may_copy
from verify.cases.errors import NoSuchVerification
from verify.cases.linking import links_of
from verify.cases.models import Verification
from verify.cases.publishing import may_publish
from verify.cases.uploader import Uploader
from verify.pages.pace import is_too_fast
from verify.pages.presentation.publishing import copy_offer, linked_works
from verify.pages.views.answers import see_other, too_fast
from verify.pages.views.check import found

EXTENSIONS = {one.mime: one.name for one in FORMATS.values()}


@require_safe
@login_required
def before_publishing(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show by what the file can be linked with recorded works, and offer the copy."""
    verification, reader = _mine(request, public_id)
    shown = {
        "linked": linked_works(links_of(verification)),
        "copy": copy_offer(copy_of(verification), offered=may_copy(verification, reader)),
        "back": reverse("pages:result", args=[verification.pk]) + "#record",
        "action": reverse("pages:publication_copy", args=[verification.pk]),
        "file": reverse("pages:publication_copy_file", args=[verification.pk]),
    }
    return render(request, "pages/publishing/before.html", shown)


@require_POST
@csrf_protect
@login_required
@step_up_required
def publication_copy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Have a copy made and signed in the newsroom's name."""
    verification, reader = _mine(request, public_id)
    if is_too_fast(request):
        return too_fast(request)
    history = History.REDACTED if request.POST.get("history") == History.REDACTED else History.LEFT_OUT
    try:
        copy_ask(verification, reader=reader, history=history)
    except NoSuchVerification as nothing:
        raise Http404 from nothing
    return see_other(reverse("pages:before_publishing", args=[verification.pk]) + "#copy")


@require_safe
@login_required
def publication_copy_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Send the copy, under a name that says nothing."""
    verification, _ = _mine(request, public_id)
    made, content = copy_of(verification), copy_content(verification)
    if made is None or content is None:
        raise Http404
    name = f"publication-copy.{EXTENSIONS.get(made.media_type, 'bin')}"
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=made.media_type)
    answer["Cache-Control"] = "no-store"
    return answer


def _mine(request: HttpRequest, public_id: str) -> tuple[Verification, Uploader]:
    """The check, where its file is held and this reader may publish it; else it looks as if it had never been."""
    verification, reader = found(request, public_id), Uploader.reading(request)
    if reader is None or verification.report is None or not may_publish(verification, reader):
        raise Http404
    return verification, reader
