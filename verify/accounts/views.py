"""Pages of one's own account: ways in, second factors, what one may do, and confirming that it is still oneself."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verify import wiring
from verify.accounts.errors import LastWayIn
from verify.accounts.joining import joining_code
from verify.accounts.lasting import sessions_end
from verify.accounts.models import Power, User
from verify.accounts.powers import powers_of
from verify.accounts.selectors import organisation_of, role_of
from verify.accounts.stepping_up import StepUp, confirmed_lately, has_second_factor, step_up_of
from verify.accounts.wallets.models import WalletLogin
from verify.accounts.wallets.services import wallet_disconnect, wallet_is_of, wallet_rename
from verify.accounts.wallets.sessions import session_address, session_wallet, wallet_forget


@require_safe
@login_required
@csrf_protect
def account(request: HttpRequest) -> HttpResponse:
    """Show the ways into the reader's account, and what they may do for their organisation."""
    return render(request, "account/own.html", _own(request))


@require_http_methods(["GET", "HEAD"])
@csrf_protect
def step_up(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor, or say how to get one, and lead back."""
    state, onwards = step_up_of(request), _next(request)
    if state is StepUp.NOT_SIGNED_IN:
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
    if state is StepUp.FRESH:
        return HttpResponseRedirect(onwards)
    second = has_second_factor(_user(request))
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    shown = [{**way, "url": f"{way['url']}?{urlencode({'next': onwards})}"} for way in ways]
    return render(request, "account/step_up.html", {"state": state, "ways": shown, "second": second})


@require_safe
@login_required
@csrf_protect
def confirm_by_wallet(request: HttpRequest) -> HttpResponse:
    """Ask whoever has a wallet and nothing else to sign again."""
    return render(request, "account/confirm_by_wallet.html", {"next": _next(request), "purpose": "confirm"})


@require_POST
@csrf_protect
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Log this account out everywhere but here."""
    if not confirmed_lately(request):
        return HttpResponseRedirect(f"{_confirming(request)}?{urlencode({'next': reverse('account')})}")
    sessions_end(request, _user(request), wiring.now())
    messages.success(request, _("You are logged out everywhere else."))
    return HttpResponseRedirect(reverse("account"))


@require_POST
@csrf_protect
@login_required
def rename_wallet(request: HttpRequest, wallet_id: int) -> HttpResponse:
    """Give a wallet another name."""
    wallet_rename(_user(request), wallet_id, request.POST.get("name", ""))
    return HttpResponseRedirect(reverse("account"))


@require_POST
@csrf_protect
@login_required
def disconnect_wallet(request: HttpRequest, wallet_id: int) -> HttpResponse:
    """Let a wallet open this account no more."""
    if not confirmed_lately(request):
        return HttpResponseRedirect(f"{_confirming(request)}?{urlencode({'next': reverse('account')})}")
    try:
        wallet_disconnect(_user(request), wallet_id)
    except LastWayIn as problem:
        return render(request, "account/own.html", {**_own(request), "problem": str(problem)}, status=409)
    shown = session_wallet(request)
    if shown is not None and not wallet_is_of(_user(request), shown.address):
        wallet_forget(request)
    return HttpResponseRedirect(reverse("account"))


def _own(request: HttpRequest) -> dict[str, object]:
    user = _user(request)
    organisation = organisation_of(user)
    held = powers_of(user, organisation) if organisation else frozenset()
    return {
        "wallets": WalletLogin.objects.filter(user=user),
        "keys": [key.wrap() for key in Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)],
        "app": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "has_password": user.has_usable_password(),
        "organisation": organisation,
        "role": role_of(user, organisation) if organisation else None,
        "powers": [power for power in Power if power in held],
        "session_address": session_address(request),
        "joining": "" if organisation else joining_code(user, timezone.now()),
        "confirmed": confirmed_lately(request),
        "confirm": f"{_confirming(request)}?{urlencode({'next': reverse('account')})}",
        "purpose": "connect",
    }


def _confirming(request: HttpRequest) -> str:
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    return str(ways[0]["url"]) if ways else reverse("account_login")


def _next(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    return asked if asked and get_adapter(request).is_safe_url(asked) else reverse("account")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the decorator saw to it
    return request.user
