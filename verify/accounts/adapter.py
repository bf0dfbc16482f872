"""Our answers to what allauth asks."""

from __future__ import annotations

import hashlib
import hmac

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


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
