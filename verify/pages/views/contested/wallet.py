"""Signing a published version with a wallet of one's own: by script, or brought from where the key is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from provenance.statements.eip55 import to_checksum
from provenance.statements.types import ContentForm, Role
from verify.contested.models import Version
from verify.contested.services.publishing import may_be_signed_by, version_signed
from verify.ledger.errors import LedgerError
from verify.pages.author_answers import REFUSALS, status_of, told_to_script
from verify.pages.presentation.authors.signing import command
from verify.pages.presentation.text import isolated
from verify.pages.views.answers import see_other
from verify.pages.views.contested.draft_page import there
from verify.pages.views.contested.entry import page_found
from verify.pages.views.dossiers.entry import at_work
from verify.pages.views.signing import statement_taken
from verify.pages.wallet_messages import drafted, handed_out, sign_in_first
from verify.signing_domain import statement_domain


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def sign_by_wallet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how, and take in what was signed; for who published the newest version, about exactly its bytes."""
    version = _own(request, public_id)
    if request.method != "POST":
        return _asked(request, version)
    try:
        statement = statement_taken(request, bytes.fromhex(version.sha256))
    except (*REFUSALS, LedgerError) as problem:
        return _asked(request, version, trouble=str(problem), status=status_of(problem))
    version_signed(version, statement)
    return see_other(there(version.page, "out"))


@require_POST
@csrf_protect
def wallet_message(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand our script the statement that a wallet is to sign; nothing is stored."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:contested_edit", args=[public_id]))
    version = _own(request, public_id)
    given = {"role": Role.PUBLISHER.value, "content": version.sha256, "form": ContentForm.SHA256.value}
    try:
        return handed_out(drafted("Statement", given))
    except REFUSALS as problem:
        return told_to_script(problem)


def _own(request: HttpRequest, public_id: str) -> Version:
    desk = at_work(request)
    version = page_found(public_id, desk).versions.last()
    if version is None or not may_be_signed_by(version, desk.user):
        raise Http404
    return version


def _asked(request: HttpRequest, version: Version, *, trouble: str = "", status: int = 200) -> HttpResponse:
    domain, where = statement_domain(), [version.page_id]
    context = {
        "title": isolated(version.page.title),
        "number": version.number,
        "document": reverse("pages:contested_json", args=[version.page_id, version.number]),
        "action": reverse("pages:contested_wallet", args=where),
        "message": reverse("pages:contested_wallet_message", args=where),
        "command": command(domain.chain_id, to_checksum(domain.contract)),
        "back": there(version.page, "out"),
        "trouble": trouble,
    }
    return render(request, "pages/contested/wallet.html", context, status=status)
