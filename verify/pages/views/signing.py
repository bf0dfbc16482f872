"""Putting one's name to the work of a result: by wallet, by the desk's key, or with what was signed elsewhere."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from provenance.statements.commitment import commitment
from provenance.statements.eip55 import address_of
from provenance.statements.errors import BadMessage
from provenance.statements.types import ContentForm, Role, Statement
from provenance.types import Report
from verify.accounts.models import Organisation
from verify.accounts.stepping_up import require_step_up
from verify.authors.selectors import signing_choices
from verify.authors.services import DeskWords, Opening, desk_statement, statement_record
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.ledger.errors import LedgerError
from verify.pages.at_desk import at_desk
from verify.pages.author_answers import REFUSALS, told_to_script
from verify.pages.pace import is_too_fast
from verify.pages.signing_offer import choice_value, desk_of
from verify.pages.viewers import viewer_of
from verify.pages.views.answers import see_other, too_fast
from verify.pages.views.check import found
from verify.pages.views.result import answered
from verify.pages.wallet_messages import drafted, handed_out, new_salt, refused, sign_in_first, signed_in


@require_POST
@csrf_protect
def message(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand our script the statement that a wallet is to sign; nothing is stored."""
    if not request.user.is_authenticated:
        return sign_in_first(f"{reverse('pages:result', args=[public_id])}%23sign")
    if is_too_fast(request):
        return refused(_("Too many requests at once. Wait a minute and try again."), 429)
    sha256 = _digest(_report(request, public_id))
    try:
        return _made(request, sha256)
    except REFUSALS as problem:
        return told_to_script(problem)


def _made(request: HttpRequest, sha256: bytes) -> HttpResponse:
    salt = new_salt() if request.POST.get("sealed") else b""
    content, form = (commitment(sha256, salt), ContentForm.COMMITMENT) if salt else (sha256, ContentForm.SHA256)
    given: dict[str, object] = {
        "role": str(request.POST.get("role", "")),
        "content": content.hex(),
        "form": form.value,
        "source": str(request.POST.get("source", "")).strip(),
    }
    return handed_out(drafted("Statement", given | _speaking_for(request)), opening=salt.hex())


def _speaking_for(request: HttpRequest) -> dict[str, object]:
    """The organisation and the delegation that the form names, as far as the chosen wallet has them."""
    wanted = str(request.POST.get("for", ""))
    if not wanted:
        return {}
    signer = f"0x{address_of(str(request.POST.get('signer', ''))).hex()}"
    choice = next((one for one in signing_choices(signer) if choice_value(one) == wanted), None)
    if choice is None:
        raise BadMessage(
            "sign.other_account",
            _("The account that is chosen in your wallet may not sign for this organisation. Choose the other one."),
        )
    return {"organisation": choice.organisation, **({"delegation": choice.delegation} if choice.delegation else {})}


@require_POST
@csrf_protect
def sign_result(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take in what was signed about the file of a result, and put it on record."""
    here = reverse("pages:result", args=[public_id])
    if not request.user.is_authenticated:
        return redirect_to_login(f"{here}#sign")
    if is_too_fast(request):
        return too_fast(request)
    report = _report(request, public_id)
    try:
        statement_taken(request, _digest(report))
    except (*REFUSALS, LedgerError) as problem:
        return answered(request, found(request, public_id), report, trouble=problem)
    return see_other(f"{here}?after=signed#author")


def statement_taken(request: HttpRequest, sha256: bytes | None) -> str:
    """Record the signed statement that a form brings, and return its number; raises what is wrong with it.

    `sha256` is what it has to be about; None leaves that open.
    """
    signed = signed_in(request)
    if not isinstance(signed.message, Statement):
        raise BadMessage("statement.type", _("This is signed, and it is no statement about a work."))
    opening = _opening(request, sha256) if signed.message.form is ContentForm.COMMITMENT else None
    if sha256 is not None and opening is None and signed.message.content != sha256:
        raise BadMessage("statement.other_content", _("This was signed for another file than the one on this page."))
    return statement_record(signed, owner=viewer_of(request), opening=opening).pk


def _opening(request: HttpRequest, sha256: bytes | None) -> Opening:
    try:
        salt = bytes.fromhex(str(request.POST.get("opening", "")).strip().removeprefix("0x"))
    except ValueError:
        salt = b""
    if sha256 is None or not salt:
        raise BadMessage("statement.opening", _("A sealed statement needs its salt: give what was shown beside it."))
    return Opening(sha256, salt)


@require_POST
@csrf_protect
def sign_for_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """Have the desk's key sign about the file of a result, on behalf of a member who showed a second factor."""
    here = reverse("pages:result", args=[public_id])
    if not request.user.is_authenticated:
        return redirect_to_login(f"{here}#sign")
    require_step_up(request)
    if is_too_fast(request):
        return too_fast(request)
    report, desk = _report(request, public_id), desk_of(request)
    if desk is None:
        raise Http404
    try:
        _signed_by(request, desk, _digest(report))
    except (*REFUSALS, LedgerError) as problem:
        return answered(request, found(request, public_id), report, trouble=problem)
    return see_other(f"{here}?after=signed#author")


def _signed_by(request: HttpRequest, desk: Organisation, sha256: bytes) -> None:
    role = str(request.POST.get("role", ""))
    if role not in list(Role):
        raise BadMessage("message.role", _("Choose what the desk signs as."))
    words = DeskWords(
        sha256=sha256,
        role=Role(role),
        source=str(request.POST.get("source", "")).strip(),
        member_named=bool(request.POST.get("named")),
    )
    desk_statement(at_desk(request, desk), words)


def _report(request: HttpRequest, public_id: str) -> Report:
    report = report_of(found(request, public_id), viewer=Uploader.reading(request))
    if report is None or not report.media.sha256:
        raise Http404
    return report


def _digest(report: Report) -> bytes:
    return bytes.fromhex(report.media.sha256 or "")
