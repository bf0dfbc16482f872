"""Three doors of the log-in by wallet, all POST and JSON: the text to sign, the text signed, and what a node said."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from provenance.statements import eip55
from provenance.statements.errors import BadMessage
from provenance.statements.limits import MOST_SIGN_IN_BYTES, MOST_SIGNATURE_BYTES
from verify.accounts.errors import WalletRefused
from verify.accounts.wallets import pace
from verify.accounts.wallets.answers import Undecided
from verify.accounts.wallets.finishing import finish, require_may_begin
from verify.accounts.wallets.messages import message_make, message_take
from verify.accounts.wallets.models import Purpose
from verify.accounts.wallets.questions import question_answer, question_ask
from verify.accounts.wallets.site import site_of

AGAIN_MS = 1000
"""How soon a page asks again for a node's answer."""
SIGNATURE = re.compile(rf"0x(?:[0-9a-fA-F]{{2}}){{64,{MOST_SIGNATURE_BYTES}}}")
STATUSES = {"pace": 429, "unavailable": 503}
Door = Callable[[HttpRequest], HttpResponse]


def _door(view: Door) -> Door:
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except WalletRefused as problem:
            told = {"code": problem.code, "sentence": str(problem)}
            return JsonResponse(told, status=STATUSES.get(problem.code, 400))

    return require_POST(csrf_protect(guarded))


@_door
def message(request: HttpRequest) -> HttpResponse:
    """Make the text that the wallet at `address` is to sign for `purpose`."""
    _require(not pace.is_too_fast(request))
    purpose = _purpose(request)
    require_may_begin(request, purpose)
    try:
        address = eip55.address_of(request.POST.get("address", ""))
    except BadMessage as problem:
        raise WalletRefused(problem.code, _("Your wallet gave no address of this kind of account.")) from problem
    text = message_make(address, site=site_of(request, purpose), purpose=purpose, session=_session(request))
    return JsonResponse({"message": text, "chain_id": site_of(request, purpose).chain_id})


@_door
def signed(request: HttpRequest) -> HttpResponse:
    """Take the signed text back: go on, or wait until a node has said what it thinks of a contract wallet."""
    _require(not pace.is_too_fast_with_signatures(request))
    purpose, session = _purpose(request), _session(request)
    require_may_begin(request, purpose)
    text, signature = request.POST.get("message", ""), _signature(request)
    if len(text.encode()) > MOST_SIGN_IN_BYTES:
        raise WalletRefused("message.long", _("This is no log-in message of this site. Start again."))
    found = message_take(text, signature, site=site_of(request, purpose), purpose=purpose, session=session)
    if isinstance(found, Undecided):
        return JsonResponse({"question": question_ask(found, session=session), "again_ms": AGAIN_MS}, status=202)
    return finish(request, found)


@_door
def answer(request: HttpRequest) -> HttpResponse:
    """Say what the node said, once it did."""
    purpose, question = _purpose(request), request.POST.get("question", "")[:32]
    require_may_begin(request, purpose)
    found = question_answer(question, session=_session(request))
    if found is None:
        return JsonResponse({"question": question, "again_ms": AGAIN_MS}, status=202)
    if found.purpose != purpose:
        raise WalletRefused("nonce.gone", _("This question is too old. Start again."))
    return finish(request, found)


def _session(request: HttpRequest) -> str:
    if not request.session.session_key:
        request.session.create()
    return str(request.session.session_key)


def _purpose(request: HttpRequest) -> Purpose:
    asked = request.POST.get("purpose", "")
    if asked not in Purpose.values:
        raise WalletRefused("purpose", _("This page is too old. Load it again."))
    return Purpose(asked)


def _signature(request: HttpRequest) -> bytes:
    given = request.POST.get("signature", "")
    if not SIGNATURE.fullmatch(given):
        raise WalletRefused("signature.form", _("Your wallet gave no signature that is understood. Start again."))
    return bytes.fromhex(given[2:])


def _require(slow_enough: bool) -> None:
    if not slow_enough:
        raise WalletRefused("pace", _("That was very often in one minute. Wait a minute, then try again."))
