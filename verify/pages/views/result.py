"""The answer: its page, its preview, its JSON, and the way to be rid of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from provenance.report_json import report_to_json
from provenance.types import Report
from verify.cases.errors import NoSuchVerification
from verify.cases.models import Verification, VerificationState
from verify.cases.selectors import claims_once, report_of, thumbnail_of
from verify.cases.services import verification_discard
from verify.cases.uploader import Uploader
from verify.pages.presentation.claims import claim_sheet
from verify.pages.presentation.keeping import keeping
from verify.pages.presentation.page import result_page
from verify.pages.presentation.refusal import refused
from verify.pages.views.answers import see_other
from verify.pages.views.check import found

NOT_READ = "unreadable"


@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the answer, the refusal or our fault; while there is none yet, the progress."""
    verification = found(request, public_id)
    if not verification.is_finished:
        return see_other(reverse("pages:progress", args=[verification.pk]))
    report = report_of(verification)
    if report is None:
        return _without_report(request, verification)
    return _answer(request, verification, report)


def _answer(request: HttpRequest, verification: Verification, report: Report) -> HttpResponse:
    shown = {
        "page": result_page(report),
        "claims": _claims(request, verification),
        "keeping": keeping(verification),
        "links": _links(request, verification),
    }
    return render(request, "pages/result.html", shown)


def _claims(request: HttpRequest, verification: Verification) -> object:
    """A HEAD request shows nothing, so it must not use up the one time that claims are handed over."""
    uploader = Uploader.reading(request)
    claims = claims_once(verification, uploader) if uploader and request.method == "GET" else None
    return None if claims is None else claim_sheet(claims)


def _links(request: HttpRequest, verification: Verification) -> dict[str, str]:
    uploader = Uploader.reading(request)
    mine = uploader is not None and uploader.sent(verification.uploader_key)
    held = verification.has_thumbnail and verification.is_held
    return {
        "json": reverse("pages:report_json", args=[verification.pk]),
        "thumbnail": reverse("pages:thumbnail", args=[verification.pk]) if held else "",
        "discard": reverse("pages:discard", args=[verification.pk]) if mine else "",
    }


def _without_report(request: HttpRequest, verification: Verification) -> HttpResponse:
    words = refused(verification.refusal_code, verification.refusal_params)
    if verification.state == VerificationState.REFUSED:
        return render(request, "pages/refused.html", {"refusal": words})
    return render(request, "pages/failed.html", {"sentence": words.sentence, "code": words.code})


@require_safe
def thumbnail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the preview that the sandbox made anew; it is gone with the file."""
    content = thumbnail_of(found(request, public_id))
    if content is None:
        raise Http404
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return HttpResponse(content, content_type=kind)


@require_safe
def report_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the report as the API gives it, for keeping."""
    report = report_of(found(request, public_id))
    if report is None:
        raise Http404
    answer = JsonResponse(report_to_json(report), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="firstlight-report.json"'
    return answer


@require_POST
@csrf_protect
def discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget the file and everything found out about it."""
    verification, uploader = found(request, public_id), Uploader.reading(request)
    try:
        verification_discard(verification, uploader=uploader or Uploader.fresh())
    except NoSuchVerification as nothing:
        raise Http404 from nothing
    return see_other(reverse("pages:start") + "?after=discarded")
