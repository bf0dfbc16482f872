"""Who calls: a session where there is one, else whoever brings back the token that an earlier answer gave."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from verify.api.keys import key_of
from verify.callers import lane_of, lane_of_person
from verify.cases.uploader import SESSION_KEY, Uploader

TOKEN_HEADER = "Uploader-Token"  # noqa: S105 - the name of a header
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")


def sender(request: Request, key: str | None) -> tuple[Uploader, bool]:
    """The uploader, and whether the answer must tell the token that proves it later.

    A stranger's Idempotency-Key is all that makes two calls the same stranger's, so the token is derived from it.
    """
    django_request = request._request  # noqa: SLF001 - DRF's documented way to the request below
    by_key = _by_key(request)
    if by_key is not None:
        return by_key, False
    if request.user.is_authenticated or SESSION_KEY in django_request.session:
        return Uploader.of(django_request), False
    token, lane = _token(request), lane_of(django_request)
    if token:
        return Uploader.known(token, lane=lane), True
    return (Uploader.known(_derived(key), lane=lane) if key else Uploader.fresh(lane=lane)), True


def reader(request: Request) -> Uploader | None:
    """Whoever reads; a stranger without a token is nobody, and gets no cookie."""
    by_key = _by_key(request)
    if by_key is not None:
        return by_key
    token = None if request.user.is_authenticated else _token(request)
    return Uploader.known(token) if token else Uploader.reading(request._request)  # noqa: SLF001


def _by_key(request: Request) -> Uploader | None:
    """Whose key it is; all keys of a person are one uploader, so that an exchanged one still reads what was sent."""
    key = key_of(request)
    if key is None:
        return None
    owner = f"key of {key.user_id} in {key.organisation_id}"
    return Uploader.known(_derived(owner), key.user, lane=lane_of_person(key.user_id))


def _token(request: Request) -> str | None:
    found = TOKEN.fullmatch(request.headers.get(TOKEN_HEADER, ""))
    return found[0] if found else None


def _derived(key: str) -> str:
    return salted_hmac("verify.api.callers", key, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
