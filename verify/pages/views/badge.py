"""The badge for other people's pages: its script by version, its builder, and the page to which it leads."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from verify.cases.lookups import Wanted, read_as
from verify.cases.published import published
from verify.ledger.errors import LedgerError
from verify.pages.badge_versions import badge_script, newest_script
from verify.pages.pace import is_too_fast
from verify.pages.presentation.badge import open_page
from verify.pages.views.answers import too_fast
from verify.pages.views.ledger_answers import cannot
from verify.pages.views.log_files import FOR_EVER, open_to_all

DIGEST = re.compile(r"[0-9a-f]{64}")


@require_safe
def script(request: HttpRequest, version: str) -> HttpResponse:
    """Send one version of the script; pages of other sites load it, and hold it to its digest."""
    found = badge_script(version)
    if found is None:
        raise Http404
    return open_to_all(HttpResponse(found.content, content_type="text/javascript; charset=utf-8"), FOR_EVER)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def builder(request: HttpRequest) -> HttpResponse:
    """Show the badge, and for a digest what to put into a page; the digest is sent by POST like all that is asked."""
    if request.method != "POST":
        return _shown(request)
    if is_too_fast(request):
        return too_fast(request)
    read = read_as(str(request.POST.get("digest", "")), Wanted.SHA256)
    if read is None:
        words = _("A SHA-256 has 64 characters, 0 to 9 and a to f. The page of a result shows that of its file.")
        return _shown(request, trouble=words, status=400)
    return _shown(request, digest=read.value)


def _shown(request: HttpRequest, *, digest: str = "", trouble: str = "", status: int = 200) -> HttpResponse:
    shown = {
        "script": newest_script(),
        "site": f"{request.scheme}://{request.get_host()}",
        "digest": digest,
        "trouble": trouble,
        "sent": str(request.POST.get("digest", "")) if trouble else digest,
    }
    return render(request, "pages/badge/builder.html", shown, status=status)


@require_safe
def of_digest(request: HttpRequest, digest: str) -> HttpResponse:
    """Tell what is open about a digest that somebody published beside a badge."""
    if not DIGEST.fullmatch(digest):
        raise Http404
    if is_too_fast(request):
        return too_fast(request)
    try:
        found = published(digest)
    except LedgerError as problem:
        return cannot(request, problem)
    return render(request, "pages/badge/digest.html", {"page": open_page(found)})
