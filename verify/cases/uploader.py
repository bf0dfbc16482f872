"""Who sent a file: known by a secret in their session or call, and by log-in where there is one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Protocol

from django.http import HttpRequest

from verify.accounts.models import Organisation, User
from verify.accounts.selectors import organisation_of

SECRET_BYTES = 32
SESSION_KEY = "uploader"


class Sender(Protocol):
    """Whose a verification is: `key` is what is stored of the secret that proves it later."""

    @property
    def user(self) -> User | None: ...

    @property
    def organisation(self) -> Organisation | None: ...

    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Uploader:
    """`secret` proves later that the same person asks; only its digest is stored.

    `lane` stands for the caller in the queue (`verify.cases.lanes`) and is never stored; empty for our own work.
    """

    secret: str = field(repr=False)
    user: User | None = None
    organisation: Organisation | None = None
    lane: str = field(default="", repr=False, compare=False)

    @classmethod
    def fresh(cls, user: User | None = None, *, lane: str = "") -> Uploader:
        """Somebody new, with a secret of their own: for calls without a session."""
        return cls(secrets.token_urlsafe(SECRET_BYTES), user, organisation_of(user), lane)

    @classmethod
    def of(cls, request: HttpRequest) -> Uploader:
        """Whoever holds this session; the first upload starts one."""
        secret = request.session.get(SESSION_KEY)
        if not isinstance(secret, str):
            secret = request.session[SESSION_KEY] = secrets.token_urlsafe(SECRET_BYTES)
        return cls.known(secret, _person(request), lane=_lane(request))

    @classmethod
    def reading(cls, request: HttpRequest) -> Uploader | None:
        """Whoever holds this session, without starting one: a reader gets no cookie."""
        secret, person = request.session.get(SESSION_KEY), _person(request)
        if not isinstance(secret, str):
            return cls.fresh(person) if person else None
        return cls.known(secret, person)

    @classmethod
    def known(cls, secret: str, user: User | None = None, *, lane: str = "") -> Uploader:
        """Somebody who brings the secret back."""
        return cls(secret, user, organisation_of(user), lane)

    @property
    def key(self) -> str:
        """What is stored of the secret: its SHA-256."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def sent(self, key: str) -> bool:
        """Whether this is who sent the file with that stored key."""
        return hmac.compare_digest(self.key, key)


def _lane(request: HttpRequest) -> str:
    # Late: workers have uploaders and no requests, and need not load what reads them.
    from verify.callers import lane_of

    return lane_of(request)


def _person(request: HttpRequest) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) and user.is_authenticated else None
