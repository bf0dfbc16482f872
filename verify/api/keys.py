"""A program's key in place of a log-in: who it acts for, what it may do, and how often."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from verify import wiring
from verify.accounts.models import User
from verify.api.errors import refuse
from verify.apikeys.errors import KeyRefused
from verify.apikeys.models import ApiKey
from verify.apikeys.scopes import Scope
from verify.apikeys.services import key_used

BEARER = b"bearer"
HEADER_BYTES = 200
"""A key has 59 characters; nothing longer is looked at."""


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer flk_…` (RFC 6750 section 2.1); other schemes are somebody else's."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        """The person a key acts for, and the key; None where no key was sent. A bad key never falls back to nobody."""
        scheme, _, text = get_authorization_header(request).partition(b" ")
        if scheme.lower() != BEARER:
            return None
        try:
            key = key_used(text[:HEADER_BYTES].decode("latin-1").strip(), wiring.now())
        except KeyRefused as problem:
            raise refuse("key_refused", str(problem)) from problem
        return key.user, key


class InScope(BasePermission):
    """Lets a key do what its scopes name and nothing else; a view that names no scope is closed to keys.

    One view may serve those who read and those who send; a key that only reads takes nothing away.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        key = key_of(request)
        named: tuple[Scope, ...] = getattr(view, "key_scopes", ())
        needed = scopes_needed(named, str(request.method))
        if key is not None and not set(needed) & set(key.scopes):
            raise refuse("key_scope", _needs(needed))
        return True


def scopes_needed(named: tuple[Scope, ...], method: str) -> tuple[Scope, ...]:
    """Which of the scopes that a view names open it for this method; the schema tells the same."""
    return tuple(one for one in named if one is not Scope.READ) if method.upper() == "DELETE" else named


def key_of(request: Any) -> ApiKey | None:
    """The key by which a request was sent, or None."""
    found = getattr(request, "auth", None)
    return found if isinstance(found, ApiKey) else None


def _needs(needed: tuple[Scope, ...]) -> str:
    if not needed:
        return "No key opens this: log in as a person."
    words = " or ".join(f"`{one.value}`" for one in needed)
    return f"This needs a key with the scope {words}. Make one on the page of your keys."
