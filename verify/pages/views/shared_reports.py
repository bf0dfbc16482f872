"""The report of an answer that was shared: for whoever holds the link, as everybody may read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from verify.cases.models import Verification
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.selectors.shared import shared_get
from verify.pages.pace import is_printing_too_often
from verify.pages.views.answers import too_fast
from verify.pages.views.reports import handed_out
from verify.reports.assembling import report_document

LONGEST_TOKEN = 64


@require_safe
@never_cache
def shared_report_pdf(request: HttpRequest, token: str, number: int | None = None) -> HttpResponse:
    """Send the PDF of the one answer that a link leads to, or of one of those that it leads to."""
    found = _found(token, number)
    if found is None or not found.is_finished:
        raise Http404
    if is_printing_too_often(request):
        return too_fast(request)
    args = [token] if number is None else [token, number]
    here = reverse("pages:shared" if number is None else "pages:shared_answer", args=args)
    document = report_document(found, viewer=None, address=request.build_absolute_uri("/").rstrip("/"), shared=here)
    if document is None:
        raise Http404
    answer = handed_out(request, found, document, back=here)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _found(token: str, number: int | None) -> Verification | None:
    """The check behind a link; a number is that of an answer within a dossier."""
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        shared = shared_get(token)
    except NoSuchDossier:
        return None
    single = shared.share.item_id is not None
    if single == (number is not None):
        return None
    return next((one.verification for one in shared.items if single or one.pk == number), None)
