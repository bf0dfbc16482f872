"""A result to take along: on paper, as a block for an article, as linked data. Open to whoever may read its page."""

from __future__ import annotations

from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from verify.cases.models import Verification
from verify.cases.uploader import Uploader
from verify.pages.pace import is_printing_too_often
from verify.pages.presentation.keeping import keeping
from verify.pages.presentation.problems import Problem
from verify.pages.views.answers import too_fast
from verify.pages.views.check import found
from verify.reports.assembling import report_document
from verify.reports.document import ReportDocument
from verify.reports.embedding import block_of, style_digest
from verify.reports.errors import Busy, ReportError, TooLarge
from verify.reports.linked_data import linked_data
from verify.reports.services import document_ask, document_awaited, pdf_in

PATIENCE_SECONDS = 8.0  # a document takes two on a calm machine; beyond it the reader is told that it is being set
LOOK_AGAIN_SECONDS = "3"
OPEN_COPY = "everybody"
BLOCK_POLICY = {
    "default-src": ["'none'"],
    "style-src": [style_digest()],
    "frame-ancestors": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    **{name: ["'none'"] for name in ("script-src", "img-src", "connect-src", "font-src")},
}
AS_JSON = _("Take the report as JSON from the page of the result; it has everything.")
LATER = _("Go back, and try again in a minute.")


@require_safe
def report_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the report as PDF, in the words of this reader's page; with `copy=everybody` as everybody may read it."""
    verification = found(request, public_id)
    if is_printing_too_often(request):
        return too_fast(request)
    document = _document(request, verification, for_all=request.GET.get("copy") == OPEN_COPY)
    return handed_out(request, verification, document, back=reverse("pages:result", args=[verification.pk]))


@require_safe
def report_jsonld(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the report as linked data, as everybody may read it."""
    told = linked_data(_document(request, found(request, public_id), for_all=True))
    answer = JsonResponse(told, content_type="application/ld+json", json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="firstlight-report.jsonld"'
    return answer


@csp_update({"frame-src": ["'self'"]})
@require_safe
def embed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the block for an article, and the HTML to copy."""
    verification = found(request, public_id)
    document = _document(request, verification, for_all=True)
    shown = {
        "to_copy": block_of(document),
        "preview": reverse("pages:embed_block", args=[verification.pk]),
        "result": reverse("pages:result", args=[verification.pk]),
        "of_team": verification.organisation_id is not None or verification.owner_id is not None,
        "keeping": keeping(verification),
    }
    return render(request, "pages/report/embed.html", shown)


@csp_replace(BLOCK_POLICY)
@xframe_options_sameorigin
@require_safe
def embed_block(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the block alone, as it will stand in an article without a style of its own."""
    document = _document(request, found(request, public_id), for_all=True)
    return render(request, "pages/report/block.html", {"document": document, "whole": block_of(document)})


def handed_out(
    request: HttpRequest, verification: Verification, document: ReportDocument, *, back: str
) -> HttpResponse:
    """Send a document, say that it is being set, or why it cannot be; `back` is where its reader came from."""
    try:
        pdf = pdf_in(document_awaited(document_ask(verification, document), PATIENCE_SECONDS))
    except ReportError as problem:
        return _cannot(request, problem)
    return _waiting(request, back) if pdf is None else _sent(pdf, document.digest)


def _document(request: HttpRequest, verification: Verification, *, for_all: bool) -> ReportDocument:
    viewer = None if for_all else Uploader.reading(request)
    address = request.build_absolute_uri("/").rstrip("/")
    document = report_document(verification, viewer=viewer, address=address) if verification.is_finished else None
    if document is None:
        raise Http404
    return document


def _sent(pdf: bytes, digest: str) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="firstlight-report-{digest[:8]}.pdf"'
    answer["ETag"] = f'"{digest}"'
    return answer


def _waiting(request: HttpRequest, back: str) -> HttpResponse:
    answer = render(request, "pages/report/waiting.html", {"result": back}, status=202)
    answer["Refresh"] = LOOK_AGAIN_SECONDS
    return answer


def _cannot(request: HttpRequest, problem: ReportError) -> HttpResponse:
    too_large = isinstance(problem, TooLarge)
    words = Problem(413 if too_large else 503, str(problem), AS_JSON if too_large else LATER)
    answer = render(request, "pages/problem.html", {"problem": words}, status=words.status)
    if isinstance(problem, Busy):
        answer["Retry-After"] = "60"
    return answer
