"""Consents: the page of one, the form in which a wallet signs one, and taking one back with the same key."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from provenance.sentences_of_consents import TRACKS
from provenance.statements.errors import BadMessage
from provenance.statements.purposes import LONGEST_SCOPE, PURPOSES, require_consent
from provenance.statements.types import Address, Consent
from verify import wiring
from verify.accounts.selectors import organisation_of
from verify.consents.errors import ConsentError, NoSuchConsent
from verify.consents.models import Campaign, ConsentRow
from verify.consents.selectors.consents import consent_get, consent_seen
from verify.consents.services import consent_record, consent_revoke
from verify.ledger.errors import LedgerError
from verify.pages.author_answers import REFUSALS, told_to_script
from verify.pages.pace import is_too_fast
from verify.pages.presentation.consents.consent import consent_page
from verify.pages.viewers import person, viewer_of
from verify.pages.views.answers import see_other
from verify.pages.wallet_messages import drafted, handed_out, refused, sign_in_first, signed_in

REFUSED = (*REFUSALS, ConsentError, LedgerError)
A_YEAR = timedelta(days=365)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Ask what somebody consents to, and put on record what their wallet signed."""
    if request.method != "POST" or "begin" in request.POST:
        return _form(request, str(request.POST.get("content", ""))[:64])
    try:
        row = consent_record(signed_in(request), owner=viewer_of(request))
    except REFUSED as problem:
        return _form(request, "", trouble=str(problem))
    return see_other(reverse("pages:consent", args=[row.pk]) + "?after=recorded")


def _form(request: HttpRequest, content: str, *, trouble: str = "") -> HttpResponse:
    today = wiring.now().date()
    shown = {
        "purposes": [(word, _(words)) for word, words in PURPOSES.items()],
        "tracks": [(word, _(words)) for word, words in TRACKS.items()],
        "longest_scope": LONGEST_SCOPE,
        "content": content,
        "from_day": today.isoformat(),
        "to_day": (today + A_YEAR).isoformat(),
        "trouble": trouble,
    }
    return render(request, "pages/consents/new.html", shown, status=400 if trouble else 200)


@require_POST
@csrf_protect
def message(request: HttpRequest) -> HttpResponse:
    """Hand our script the consent that a wallet is to sign; nothing is stored."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:consent_new"))
    if is_too_fast(request):
        return refused(_("Too many requests at once. Wait a minute and try again."), 429)
    try:
        made = drafted("Consent", _wanted(request))
        if isinstance(made, Consent):
            require_consent(made)
    except REFUSALS as problem:
        return told_to_script(problem)
    return handed_out(made)


def _wanted(request: HttpRequest) -> dict[str, object]:
    sent = request.POST
    begins, ends = _day(str(sent.get("from", ""))), _day(str(sent.get("to", ""))) + timedelta(days=1)
    grantee = str(sent.get("grantee", "")).strip()
    return {
        **_about(str(sent.get("content", "")).strip().lower(), str(sent.get("campaign", "")).strip().lower()),
        "tracks": [str(one) for one in sent.getlist("track")],
        "purpose": str(sent.get("purpose", "")),
        "scope": str(sent.get("scope", "")).strip(),
        "estate": bool(sent.get("estate")),
        "validFrom": int(begins.timestamp()),
        "validTo": int(ends.timestamp()),
        **({"grantee": grantee} if grantee else {}),
    }


def _about(content: str, campaign: str) -> dict[str, object]:
    if not campaign:
        return {"to": "work", "content": content}
    found = Campaign.objects.filter(pk=campaign).first()
    if found is None:
        raise BadMessage("consent.campaign", _("No campaign of this number is open here."))
    return {"to": "campaign", "content": found.pk, "membersRoot": f"0x{found.members_root}"}


def _day(given: str) -> datetime:
    try:
        day = datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as problem:
        raise BadMessage("consent.term", _("Give both days, as year-month-day.")) from problem
    return datetime.combine(day, time(), UTC)


@require_safe
def consent(request: HttpRequest, name: str) -> HttpResponse:
    """Show one consent: who signed, for what, until when, and whether it was taken back."""
    return _page(request, _found(name))


def _page(request: HttpRequest, row: ConsentRow, *, trouble: str = "") -> HttpResponse:
    user = request.user
    reader = organisation_of(person(request)) if user.is_authenticated else None
    try:
        seen = consent_seen(row, reader=reader)
    except NoSuchConsent as nothing:
        raise Http404 from nothing
    signer = Address(bytes.fromhex(row.signer.removeprefix("0x")))
    shown = {
        "one": consent_page(seen, signer=signer, record=row.record_id, at=wiring.now()),
        "signed_in": user.is_authenticated,
        "trouble": trouble,
        "after": request.GET.get("after"),
    }
    return render(request, "pages/consents/consent.html", shown, status=400 if trouble else 200)


@require_POST
@csrf_protect
def revocation(request: HttpRequest, name: str) -> HttpResponse:
    """Hand our script the revocation that the wallet which signed the consent is to sign."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:consent", args=[name]))
    row = _found(name)
    given = {"subject": "consent", "target": row.struct_hash, "reason": "withdrawn"}
    try:
        return handed_out(drafted("Revocation", given))
    except REFUSALS as problem:
        return told_to_script(problem)


@require_POST
@csrf_protect
@login_required
def revoke(request: HttpRequest, name: str) -> HttpResponse:
    """Take a consent back with what its signer signed."""
    row = _found(name)
    try:
        consent_revoke(signed_in(request), owner=viewer_of(request))
    except REFUSED as problem:
        return _page(request, row, trouble=str(problem))
    return see_other(reverse("pages:consent", args=[name]) + "?after=revoked")


def _found(name: str) -> ConsentRow:
    try:
        return consent_get(name)
    except NoSuchConsent as nothing:
        raise Http404 from nothing
