"""Signing a published finding with a wallet of one's own: by script, or brought from where the key is."""

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
from verify.dossiers.documents import digest_of_document
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.models import HumanFinding
from verify.dossiers.selectors.desk import finding_get
from verify.dossiers.services.saying import finding_signed, may_be_signed_by
from verify.ledger.errors import LedgerError
from verify.pages.author_answers import REFUSALS, status_of, told_to_script
from verify.pages.presentation.authors.signing import command
from verify.pages.presentation.dossiers.said import said_lines
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.dossier_page import there
from verify.pages.views.dossiers.entry import at_work, dossier_found
from verify.pages.views.signing import statement_taken
from verify.pages.wallet_messages import drafted, handed_out, sign_in_first
from verify.signing_domain import statement_domain


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def sign_by_wallet(request: HttpRequest, public_id: str, finding: str) -> HttpResponse:
    """Show how, and take in what was signed; for who said it, about exactly what was published."""
    said = _own(request, public_id, finding)
    if request.method != "POST":
        return _asked(request, said)
    try:
        statement = statement_taken(request, digest_of_document(said.document))
    except (*REFUSALS, LedgerError) as problem:
        return _asked(request, said, trouble=str(problem), status=status_of(problem))
    finding_signed(said, statement)
    return see_other(there(said.dossier, "findings"))


@require_POST
@csrf_protect
def wallet_message(request: HttpRequest, public_id: str, finding: str) -> HttpResponse:
    """Hand our script the statement that a wallet is to sign; nothing is stored."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:dossier", args=[public_id]))
    said = _own(request, public_id, finding)
    digest = digest_of_document(said.document)
    given = {"role": Role.AUTHOR.value, "content": digest.hex(), "form": ContentForm.SHA256.value}
    try:
        return handed_out(drafted("Statement", given))
    except REFUSALS as problem:
        return told_to_script(problem)


def _own(request: HttpRequest, public_id: str, finding: str) -> HumanFinding:
    desk = at_work(request)
    try:
        said = finding_get(dossier_found(public_id, desk), finding)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
    if not may_be_signed_by(said, desk.user):
        raise Http404
    return said


def _asked(request: HttpRequest, said: HumanFinding, *, trouble: str = "", status: int = 200) -> HttpResponse:
    domain, where = statement_domain(), [said.dossier_id, said.pk]
    context = {
        "one": said_lines([said])[0],
        "action": reverse("pages:dossier_wallet", args=where),
        "message": reverse("pages:dossier_wallet_message", args=where),
        "command": command(domain.chain_id, to_checksum(domain.contract)),
        "back": there(said.dossier, "findings"),
        "trouble": trouble,
    }
    return render(request, "pages/dossiers/wallet.html", context, status=status)
