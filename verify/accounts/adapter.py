"""Our answers to what allauth asks."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verify.accounts.models import WalletLogin
from verify.accounts.sealed_factors import PURPOSE
from verify.accounts.stepping_up import confirmed_lately, has_only_wallets
from verify.accounts.veil import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up only where the operator opened it; limits count keyed digests of addresses, never addresses."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGNUP_OPEN)

    def get_client_ip(self, request: HttpRequest) -> str:
        # The key changes daily, so that even the short-lived counters cannot follow anybody.
        day = timezone.now().date().isoformat().encode()
        key = hashlib.sha256(settings.SECRET_KEY.encode() + day).digest()
        return hmac.new(key, super().get_client_ip(request).encode(), hashlib.sha256).hexdigest()[:32]

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return "Unspecified"

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with that alone; who has neither it nor a password, with the wallet."""
        known: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if second := [way for way in known if way["id"].startswith("mfa")]:
            return second
        if not has_only_wallets(user):
            return known
        return [{"id": "wallet", "description": _("Use your wallet"), "url": reverse("account_confirm_by_wallet")}]

    def is_reauthentication_required(self, *, app: str, **words: Any) -> bool:
        """The library takes a password for the change of a second factor, and asks accounts of wallets nothing."""
        if not confirmed_lately(self.request):
            raise ReauthenticationRequired
        return bool(super().is_reauthentication_required(app=app, **words))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth.mfa has no types
    """Secrets of second factors are sealed at rest, so that a copy of the database shows no code."""

    def encrypt(self, text: str) -> str:
        return seal(PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(PURPOSE, encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - the library's name
        """The name that is proposed for a new key."""
        return _("Passkey %d") % (Authenticator.objects.filter(user=user, type=type).count() + 1)

    def build_totp_svg(self, url: str) -> str:
        # Drawn in the page itself, whose policy loads no data: picture; a page has no XML declaration inside.
        return super().build_totp_svg(url).partition("?>")[2].strip()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The only passkey of an account without password and wallet stays, or nobody could log in to it any more."""
        user = authenticator.user
        if user.has_usable_password() or WalletLogin.objects.filter(user=user).exists():
            return True
        keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exclude(pk=authenticator.pk)
        return any(key.wrap().is_passwordless for key in keys)

    def get_totp_label(self, user: Any) -> str:
        # The account's name alone: an e-mail address in an app of codes says more than it needs.
        return str(user.get_username())
