"""The answer: its page, its preview, its JSON, and the way to be rid of it."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from provenance.report_json import report_to_json
from provenance.types import Report
from verify.authors.card import principal_of_identity
from verify.cases.errors import NoSuchVerification
from verify.cases.held_codes import asked_of
from verify.cases.linking import links_of
from verify.cases.listing import is_listing
from verify.cases.models import Verification, VerificationState
from verify.cases.outside import may_ask_outside, outside_ask, resolvers
from verify.cases.publishing import is_publishable, may_publish
from verify.cases.selectors import claims_once, report_of, thumbnail_of
from verify.cases.services import verification_discard
from verify.cases.uploader import Uploader
from verify.ledger.errors import LedgerError
from verify.pages.author_answers import status_of
from verify.pages.dossier_offer import dossiers_offered
from verify.pages.pace import is_too_fast
from verify.pages.presentation.authors.panel import BoundIdentity, author_panel, bound_identity
from verify.pages.presentation.chronology.recording import TROUBLES, Recording, new_once
from verify.pages.presentation.claims import claim_sheet
from verify.pages.presentation.keeping import keeping
from verify.pages.presentation.page import result_page
from verify.pages.presentation.publishing import linked_works
from verify.pages.presentation.recovered import RecoveredPart, recovered_rows
from verify.pages.presentation.refusal import refused
from verify.pages.presentation.stages import STOPS
from verify.pages.signed_reports import signed_report_zip
from verify.pages.signing_offer import signing_offered
from verify.pages.views.answers import see_other, too_fast
from verify.pages.views.check import found
from verify.pages.views.ledger_answers import cannot
from verify.pages.views.page_pictures import page_list
from verify.pages.views.similar import similar_rows

NOT_READ = "unreadable"
SIGNED = _("Signed, and on its way to the log. Whoever checks this file reads it from now on.")


@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the answer, the refusal or our fault; while there is none yet, the progress."""
    verification = found(request, public_id)
    if not verification.is_finished:
        return see_other(reverse("pages:progress", args=[verification.pk]))
    if is_listing(verification):
        return page_list(request, verification)
    report = report_of(verification, viewer=Uploader.reading(request))
    if report is None:
        return _without_report(request, verification)
    return answered(request, verification, report)


def answered(
    request: HttpRequest, verification: Verification, report: Report, *, trouble: Exception | None = None
) -> HttpResponse:
    """Show the answer; with a refusal to sign, say why where it was asked for."""
    shown = {
        "page": result_page(report),
        "claims": _claims(request, verification),
        "keeping": keeping(verification),
        "links": _links(request, verification),
        "recording": _recording(request, verification, report),
        "linking": _linking(request, verification),
        "similar": similar_rows(request, verification),
        "stops": STOPS,
        "recovered": _recovered(request, verification, report),
        "author": author_panel(report, _identities(report)),
        "signing": signing_offered(request, verification, str(trouble or "")) if report.media.sha256 else None,
        "dossiers": dossiers_offered(request, verification, report),
        "notice": SIGNED if request.GET.get("after") == "signed" else "",
    }
    return render(request, "pages/result.html", shown, status=status_of(trouble) if trouble else 200)


def _identities(report: Report) -> tuple[BoundIdentity, ...]:
    """Whose certificates here signed the identities that are attached to the file."""
    attached = [one for one in report.findings if one.kind == "identity"]
    found = [(one, principal_of_identity(one)) for one in attached]
    return tuple(bound_identity(one, owner.name, owner.pk) for one, owner in found if owner is not None)


def _recovered(request: HttpRequest, verification: Verification, report: Report) -> RecoveredPart:
    """What was recovered; who sent the file, logged in, may have the services asked that the operator named."""
    may = may_ask_outside(verification, Uploader.reading(request))
    ask = reverse("pages:ask_outside", args=[verification.pk]) if may else ""
    return RecoveredPart(recovered_rows(report), ask, tuple(one.name for one in resolvers()))


@require_POST
@csrf_protect
def ask_outside(request: HttpRequest, public_id: str) -> HttpResponse:
    """Have the named services asked for published credentials; only who sent the file may."""
    verification, uploader = found(request, public_id), Uploader.reading(request)
    if uploader is None:
        raise Http404
    if is_too_fast(request):
        return too_fast(request)
    try:
        outside_ask(verification, uploader=uploader)
    except NoSuchVerification as nothing:
        raise Http404 from nothing
    return see_other(reverse("pages:result", args=[verification.pk]) + "#recovered")


def _recording(request: HttpRequest, verification: Verification, report: Report) -> Recording | None:
    """Offer to record the file; never where it was not read to its end, since no digest is known then."""
    if not report.media.sha256:
        return None
    here = reverse("pages:result", args=[verification.pk])
    return Recording(
        action=reverse("pages:record_result", args=[verification.pk]),
        login=f"{reverse('account_login')}?{urlencode({'next': here + '#record'})}",
        signed_in=request.user.is_authenticated,
        trouble=TROUBLES.get(request.GET.get("record", ""), ""),
        once=new_once(),
        searchable=request.user.is_authenticated and asked_of(verification) is not None,
        publishable=is_publishable(report) and may_publish(verification, Uploader.reading(request)),
    )


def _linking(request: HttpRequest, verification: Verification) -> dict[str, object] | None:
    """By what the file can be linked with recorded works, for who may record it and is signed in."""
    if not request.user.is_authenticated or not may_publish(verification, Uploader.reading(request)):
        return None
    before = reverse("pages:before_publishing", args=[verification.pk])
    return {"linked": linked_works(links_of(verification)), "before": before}


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
        "id": verification.pk,
        "json": reverse("pages:report_json", args=[verification.pk]),
        "signed": reverse("pages:signed_report", args=[verification.pk]),
        "disclosure": reverse("pages:disclosure", args=[verification.pk]),
        "thumbnail": reverse("pages:thumbnail", args=[verification.pk]) if held else "",
        "discard": reverse("pages:discard", args=[verification.pk]) if mine and not verification.kept else "",
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
    report = report_of(found(request, public_id), viewer=Uploader.reading(request))
    if report is None:
        raise Http404
    answer = JsonResponse(report_to_json(report), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="firstlight-report.json"'
    return answer


@require_safe
def signed_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the report with the installation's signature over it, as two files in one zip.

    It is signed as everybody may read it: what is true for its reader's own team alone is no word of ours to others.
    """
    report = report_of(found(request, public_id))
    if report is None:
        raise Http404
    try:
        content = signed_report_zip(json.dumps(report_to_json(report)).encode())
    except LedgerError as problem:
        return cannot(request, problem)
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="firstlight-report.zip"'
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
