"""What a stranger reads who was given a link: no account, no cookie, nothing for search engines."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from verify.cases.selectors import report_of
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.models import Item
from verify.dossiers.selectors.said import published_about, published_get
from verify.dossiers.selectors.shared import Shared, shared_get
from verify.dossiers.services.shares import share_count
from verify.pages.presentation.dossiers.desk import item_lines
from verify.pages.presentation.dossiers.said import published_lines
from verify.pages.presentation.moments import moment
from verify.pages.presentation.page import result_page
from verify.pages.presentation.text import isolated

LONGEST_TOKEN = 64


@require_safe
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link leads to: one answer, or the answers of a dossier."""
    found = _found(token)
    if found is None:
        return _ended(request)
    if request.method == "GET":
        share_count(found.share)
    if found.share.item_id is not None:
        return _answer(request, token, found, found.items[0])
    context = {**_head(found, token), "items": item_lines(found.items)}
    return _quiet(render(request, "pages/dossiers/shared.html", context))


@require_safe
@never_cache
def shared_answer(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Show one answer of a shared dossier."""
    found = _found(token)
    if found is None or found.share.item_id is not None:
        return _ended(request)
    item = next((one for one in found.items if one.pk == number), None)
    return _ended(request) if item is None else _answer(request, token, found, item)


@require_safe
def finding_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send what was published of a finding, byte by byte as it was signed."""
    try:
        found = published_get(public_id)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
    if not found.is_read:
        gone = (
            _("This finding was taken back.") if found.hidden is None else _("The operator took this out of display.")
        )
        return HttpResponse(gone, status=410, content_type="text/plain; charset=utf-8")
    return HttpResponse(found.document.encode(), content_type="application/json")


def _answer(request: HttpRequest, token: str, found: Shared, item: Item) -> HttpResponse:
    """An answer as everybody may read it: what is known to its team alone stays there."""
    report = report_of(item.verification)
    if report is None:
        return _ended(request)
    context = {
        **_head(found, token),
        "page": result_page(report),
        "answered": moment(item.verification.finished) if item.verification.finished else None,
        "said": published_lines(published_about(item.sha256)),
        "whole": found.share.item_id is None,
        "number": item.pk,
    }
    return _quiet(render(request, "pages/dossiers/shared_answer.html", context))


def _head(found: Shared, token: str) -> dict[str, object]:
    return {
        "token": token,
        "title": isolated(found.share.title) if found.share.title else "",
        "by": isolated(found.by, 100) if found.by else "",
        "until": moment(found.share.expires),
    }


def _found(token: str) -> Shared | None:
    try:
        return shared_get(token[:LONGEST_TOKEN])
    except NoSuchDossier:
        return None


def _ended(request: HttpRequest) -> HttpResponse:
    return _quiet(render(request, "pages/dossiers/shared_ended.html", status=404))


def _quiet(answer: HttpResponse) -> HttpResponse:
    """Let no search engine keep it and no other site learn the link."""
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
