"""Ending a key or a delegation: by a signature from now on, or by an account with a second factor as of any moment."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from provenance.statements.errors import BadMessage
from provenance.statements.types import Address, Revocation, RevocationSubject
from verify.accounts.models import Power
from verify.accounts.powers import may
from verify.accounts.stepping_up import step_up_required
from verify.authors.models import DelegationRow, Key
from verify.authors.selectors import key_of, principals_of
from verify.authors.services import delegation_revoke, key_revoke, revocation_record
from verify.ledger.errors import LedgerError
from verify.ledger.parts import parts
from verify.pages.author_answers import REFUSALS, status_of, told_to_script
from verify.pages.presentation.authors.accounts import account
from verify.pages.presentation.authors.endings import Ending, delegation_ending, key_ending
from verify.pages.viewers import person, viewer_of
from verify.pages.views.answers import see_other
from verify.pages.wallet_messages import drafted, handed_out, sign_in_first, signed_in

UNREAD = gettext_lazy("Confirm below that you have read this. Nothing was done.")


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
@step_up_required
def end_key(request: HttpRequest, address: str) -> HttpResponse:
    """Ask, and end a key of the reader's, or of the organisation that they own."""
    key = _own_key(request, address)
    back = "pages:organisation" if key.principal.organisation_id else "pages:keys"
    ending = key_ending(*_addresses("end_key", key.address), latest=_latest())
    if request.method != "POST":
        return _asked(request, ending, account(_bytes(key.address)).whole, back)
    try:
        if request.POST.get("signed"):
            _end_signed(request, RevocationSubject.KEY)
        else:
            key_revoke(key=key, by=person(request), effective=_since(request), reason=_why(request), stepped_up=True)
    except (*REFUSALS, LedgerError) as problem:
        return _asked(request, ending, account(_bytes(key.address)).whole, back, problem)
    return see_other(f"{reverse(back)}?after=ended#keys")


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
@step_up_required
def end_delegation(request: HttpRequest, struct_hash: str) -> HttpResponse:
    """Ask, and end a delegation of the reader's organisation."""
    row = _own_delegation(request, struct_hash)
    ending = delegation_ending(*_addresses("end_delegation", row.struct_hash), latest=_latest())
    about, back = account(_bytes(row.delegate)).whole, "pages:organisation"
    if request.method != "POST":
        return _asked(request, ending, about, back)
    by, since = person(request), _since
    try:
        if request.POST.get("signed"):
            _end_signed(request, RevocationSubject.DELEGATION)
        else:
            delegation_revoke(delegation=row, by=by, effective=since(request), reason=_why(request), stepped_up=True)
    except (*REFUSALS, LedgerError) as problem:
        return _asked(request, ending, about, back, problem)
    return see_other(f"{reverse(back)}?after=ended#delegations")


@require_POST
@csrf_protect
def end_key_message(request: HttpRequest, address: str) -> HttpResponse:
    """Hand our script the end of a key that its wallet is to sign."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:end_key", args=[address]))
    return _handed_out(request, RevocationSubject.KEY, _own_key(request, address).address)


@require_POST
@csrf_protect
def end_delegation_message(request: HttpRequest, struct_hash: str) -> HttpResponse:
    """Hand our script the end of a delegation that a wallet of either side is to sign."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:end_delegation", args=[struct_hash]))
    return _handed_out(request, RevocationSubject.DELEGATION, _own_delegation(request, struct_hash).struct_hash)


def _handed_out(request: HttpRequest, subject: RevocationSubject, target: str) -> HttpResponse:
    given = {"subject": subject.value, "target": target, "reason": str(request.POST.get("reason", "unspecified"))}
    try:
        return handed_out(drafted("Revocation", given))
    except REFUSALS as problem:
        return told_to_script(problem)


def _end_signed(request: HttpRequest, subject: RevocationSubject) -> None:
    signed = signed_in(request)
    if not isinstance(signed.message, Revocation) or signed.message.subject is not subject:
        raise BadMessage("statement.type", _("This is signed, and it ends something else."))
    revocation_record(signed, owner=viewer_of(request))


def _own_key(request: HttpRequest, address: str) -> Key:
    key, own = key_of(address), {one.pk for one in principals_of(person(request))}
    if key is None or key.principal_id not in own or key.revoked is not None:
        raise Http404
    return key


def _own_delegation(request: HttpRequest, struct_hash: str) -> DelegationRow:
    row = DelegationRow.objects.filter(struct_hash=struct_hash).select_related("principal__organisation").first()
    if row is None or row.principal is None or not may(request.user, row.principal.organisation, Power.DELEGATE):
        raise Http404
    return row


def _addresses(name: str, value: str) -> tuple[str, str]:
    return reverse(f"pages:{name}", args=[value]), reverse(f"pages:{name}_message", args=[value])


def _bytes(text: str) -> Address:
    return Address(bytes.fromhex(text.removeprefix("0x")))


def _since(request: HttpRequest) -> datetime:
    if not request.POST.get("understood"):
        raise BadMessage("understood", str(UNREAD))
    text = str(request.POST.get("effective", "")).strip()
    if not text:
        return parts().clock()
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as problem:
        raise BadMessage("revocation.effective", _("Give the moment as year-month-day and hour:minute.")) from problem


def _why(request: HttpRequest) -> str:
    return str(request.POST.get("reason", "unspecified"))


def _latest() -> str:
    return f"{parts().clock():%Y-%m-%dT%H:%M}"


def _asked(
    request: HttpRequest, ending: Ending, about: str, back: str, problem: Exception | None = None
) -> HttpResponse:
    shown = {"ending": ending, "about": about, "back": reverse(back), "trouble": str(problem) if problem else ""}
    return render(request, "pages/authors/ending.html", shown, status=status_of(problem) if problem else 200)
