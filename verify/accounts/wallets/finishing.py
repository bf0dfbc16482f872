"""What a wallet's signature leads to: a log-in, another way into an account, or a confirmation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from verify.accounts.errors import WalletRefused
from verify.accounts.models import User
from verify.accounts.stepping_up import confirmed_lately
from verify.accounts.wallets.answers import Shown
from verify.accounts.wallets.models import Purpose
from verify.accounts.wallets.services import account_of, wallet_connect, wallet_is_of
from verify.accounts.wallets.sessions import SessionWallet, wallet_keep


def require_may_begin(request: HttpRequest, purpose: Purpose) -> None:
    """Refuse what makes no sense for the sender, before anything is signed; raises WalletRefused."""
    signed_in = isinstance(request.user, User)
    if purpose == Purpose.LOG_IN and signed_in:
        raise WalletRefused("already", _("You are logged in already. Load this page again."))
    if purpose != Purpose.LOG_IN and not signed_in:
        raise WalletRefused("expired", _("You are not logged in any more. Log in, then start again."))
    if purpose == Purpose.CONNECT and not confirmed_lately(request):
        raise WalletRefused("confirm.first", _("Confirm first that it is you: load this page again."))


def finish(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Do what was signed for and say where to go next; raises WalletRefused."""
    go = _ENDS[shown.purpose](request, shown)
    response = JsonResponse({"go": go})
    wallet_keep(request, response, SessionWallet(shown.address, shown.chain_id))
    return response


def _log_in(request: HttpRequest, shown: Shown) -> str:
    user, made = account_of(shown.address)
    # As fresh as any confirmation; `again` alone marks one that was asked for, which a demo takes for step-up.
    record_authentication(request, user, method="wallet", reauthenticated=True)
    if made:
        messages.success(request, _("A new account was made. Add a passkey too: wallets get lost."))
    # Wallets prove no e-mail address, and an account made by one has none. Second factors are still asked for.
    unproven = EmailVerificationMethod.NONE
    led = perform_login(request, user, email_verification=unproven, redirect_url=_next(request), signup=made)
    return str(led["Location"])


def _connect(request: HttpRequest, shown: Shown) -> str:
    wallet_connect(_user(request), shown.address)
    return reverse("account")


def _confirm(request: HttpRequest, shown: Shown) -> str:
    user = _user(request)
    if not wallet_is_of(user, shown.address):
        raise WalletRefused("wallet.other", _("This wallet does not open your account. Choose the one that does."))
    record_authentication(request, user, method="wallet", reauthenticated=True, again=True)
    return _next(request) or reverse("account")


_ENDS = {Purpose.LOG_IN: _log_in, Purpose.CONNECT: _connect, Purpose.CONFIRM: _confirm}


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise WalletRefused("expired", _("You are not logged in any more. Log in, then start again."))
    return request.user


def _next(request: HttpRequest) -> str | None:
    asked = request.POST.get("next", "")
    return asked if asked and get_adapter(request).is_safe_url(asked) else None
