"""Binding a publisher's certificate: the organisation's wallet signs for it, then its own key signs for the wallet."""

from __future__ import annotations

import base64
import binascii

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from provenance.statements import wire
from provenance.statements.errors import BadMessage
from verify.accounts.stepping_up import step_up_required
from verify.authors.bindings.news_publisher.proof import MOST_PROOF_BYTES, chain_in, claimed_name
from verify.authors.bindings.news_publisher.services import certificate_bind, certificate_text
from verify.ledger.errors import LedgerError
from verify.pages.author_answers import REFUSALS, status_of
from verify.pages.viewers import viewer_of
from verify.pages.views.answers import see_other
from verify.pages.views.naming import claim_handed_out
from verify.pages.views.organisation import organisation_of_reader, organisation_shown
from verify.pages.wallet_messages import signed_in


@require_POST
@csrf_protect
@step_up_required
def certificate_message(request: HttpRequest) -> HttpResponse:
    """Hand our script the claim of a certificate that the organisation's wallet is to sign."""
    missing = _("Claim the organisation’s wallet first, then bind a certificate to it.")
    return claim_handed_out(request, _name, without_key=missing)


def _name(request: HttpRequest) -> str:
    return claimed_name(chain_in(_certificates(request))[0])


@require_POST
@csrf_protect
@login_required
@step_up_required
def certificate(request: HttpRequest) -> HttpResponse:
    """Show what the certificate's own key has to sign; nothing is stored before it did."""
    desk = organisation_of_reader(request)
    try:
        return _second_step(request)
    except REFUSALS as problem:
        return organisation_shown(request, desk, problem, opened="certificate")


@require_POST
@csrf_protect
@login_required
@step_up_required
def certificate_proof(request: HttpRequest) -> HttpResponse:
    """Bind the certificate once both keys signed for each other; a refusal keeps what was brought so far."""
    desk = organisation_of_reader(request)
    try:
        bound = {"chain_pem": _certificates(request), "proof": _proof(request)}
        certificate_bind(signed_in(request), owner=viewer_of(request), **bound)
    except (*REFUSALS, LedgerError) as problem:
        try:
            return _second_step(request, trouble=str(problem), status=status_of(problem))
        except REFUSALS:
            return organisation_shown(request, desk, problem, opened="certificate")
    return see_other(reverse("pages:organisation") + "?after=certificate#bindings")


def _second_step(request: HttpRequest, *, trouble: str = "", status: int = 200) -> HttpResponse:
    signed, certificates = signed_in(request), _certificates(request)
    text = certificate_text(signed, certificates).decode()
    shown = {
        "text": text,
        "lines": text.splitlines(),
        "signed": wire.to_bytes(signed).decode(),
        "certificates": certificates.decode("ascii", "ignore"),
        "trouble": trouble,
    }
    return render(request, "pages/authors/certificate.html", shown, status=status)


def _certificates(request: HttpRequest) -> bytes:
    text = str(request.POST.get("certificates", "")).strip()
    if not text:
        raise BadMessage("binding.certificate", _("Paste the certificate first, in PEM form."))
    return text.encode() + b"\n"


def _proof(request: HttpRequest) -> bytes:
    file = request.FILES.get("proof_file")
    if isinstance(file, UploadedFile) and file.size:
        return file.read(MOST_PROOF_BYTES + 1)
    try:
        return base64.b64decode("".join(str(request.POST.get("proof", "")).split()), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise BadMessage("binding.proof", _("Paste the signature as Base64, or choose its file.")) from problem
