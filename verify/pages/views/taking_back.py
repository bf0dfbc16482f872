"""Taking a statement back, and erasing one: its signer asks, reads what follows, and does it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from provenance.statements.errors import BadMessage
from provenance.statements.types import Act, Role
from verify.accounts.selectors import organisation_of
from verify.accounts.stepping_up import require_step_up
from verify.authors.models import StatementRow
from verify.authors.selectors import StatementView, statement_get
from verify.authors.services import DeskWords, desk_statement, statement_erase
from verify.ledger.errors import LedgerError
from verify.pages.at_desk import at_desk
from verify.pages.author_answers import REFUSALS, cannot_sign, status_of, told_to_script
from verify.pages.presentation.authors.endings import Ending, erasure, retraction
from verify.pages.presentation.authors.statement import shown_statement
from verify.pages.viewers import person, viewer_of
from verify.pages.views.answers import see_other
from verify.pages.views.authors import is_own, statement_found
from verify.pages.views.ledger_answers import cannot
from verify.pages.views.signing import statement_taken
from verify.pages.wallet_messages import drafted, handed_out, sign_in_first

UNREAD = _("Confirm below that you have read this. Nothing was done.")


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def retract(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Ask, and take a statement back with the wallet that signed it, or with the desk's key if that did."""
    view = _own(request, statement_id)
    if view.on_behalf:
        require_step_up(request)
    if request.method != "POST":
        return _asked(request, view, _retraction(view))
    try:
        _retracted(request, view)
    except (*REFUSALS, LedgerError) as problem:
        return _asked(request, view, _retraction(view), str(problem), status_of(problem))
    return see_other(f"{reverse('pages:statement', args=[view.id])}?after=retracted")


@require_POST
@csrf_protect
def retract_message(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Hand our script the retraction that a wallet is to sign."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:statement_retract", args=[statement_id]))
    view = _own(request, statement_id)
    given = {
        "act": Act.RETRACT.value,
        "role": view.role,
        "content": view.content,
        "form": view.content_form,
        "about": view.id,
    }
    try:
        return handed_out(drafted("Statement", given))
    except REFUSALS as problem:
        return told_to_script(problem)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def erase(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Ask, and then forget what a statement said and who signed it."""
    view = _own(request, statement_id)
    if request.method != "POST" or not request.POST.get("understood"):
        ending = erasure(reverse("pages:statement_erase", args=[view.id]))
        return _asked(request, view, ending, str(UNREAD) if request.method == "POST" else "")
    row = statement_get(view.id, viewer=viewer_of(request))
    if not isinstance(row, StatementRow):
        raise Http404
    try:
        statement_erase(row=row, owner=viewer_of(request))
    except REFUSALS as problem:
        return cannot_sign(request, problem)
    except LedgerError as problem:
        return cannot(request, problem)
    return see_other(f"{reverse('pages:statement', args=[view.id])}?after=erased")


def _own(request: HttpRequest, statement_id: str) -> StatementView:
    view = statement_found(request, statement_id)
    if not is_own(request, view):
        raise Http404
    return view


def _retraction(view: StatementView) -> Ending:
    action, message = (reverse(f"pages:statement_retract{end}", args=[view.id]) for end in ("", "_message"))
    return retraction(action, message, desk=view.on_behalf)


def _retracted(request: HttpRequest, view: StatementView) -> None:
    if not view.on_behalf:
        statement_taken(request, None)
        return
    desk = organisation_of(person(request))
    if desk is None or not request.POST.get("understood"):
        raise BadMessage("understood", str(UNREAD))
    content = bytes.fromhex(view.content)
    words = DeskWords(sha256=content, role=Role(view.role), act=Act.RETRACT, about=view.id)
    desk_statement(at_desk(request, desk), words)


def _asked(
    request: HttpRequest, view: StatementView, ending: Ending, trouble: str = "", status: int = 400
) -> HttpResponse:
    shown = {
        "ending": ending,
        "about": shown_statement(view).sentence,
        "back": reverse("pages:statement", args=[view.id]),
        "trouble": trouble,
    }
    return render(request, "pages/authors/ending.html", shown, status=status if trouble else 200)
