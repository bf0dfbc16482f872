"""Who calls: a session where there is one, else whoever brings back the token that an earlier answer gave."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from verify.cases.uploader import SESSION_KEY, Uploader

TOKEN_HEADER = "Uploader-Token"  # noqa: S105 - the name of a header
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")


def sender(request: Request, key: str | None) -> tuple[Uploader, bool]:
    """The uploader, and whether the answer must tell the token that proves it later.

    A stranger's Idempotency-Key is all that makes two calls the same stranger's, so the token is derived from it.
    """
    django_request = request._request  # noqa: SLF001 - DRF's documented way to the request below
    if request.user.is_authenticated or SESSION_KEY in django_request.session:
        return Uploader.of(django_request), False
    token = _token(request)
    if token:
        return Uploader.known(token), True
    return (Uploader.known(_derived(key)) if key else Uploader.fresh()), True


def reader(request: Request) -> Uploader | None:
    """Whoever reads; a stranger without a token is nobody, and gets no cookie."""
    token = None if request.user.is_authenticated else _token(request)
    return Uploader.known(token) if token else Uploader.reading(request._request)  # noqa: SLF001


def _token(request: Request) -> str | None:
    found = TOKEN.fullmatch(request.headers.get(TOKEN_HEADER, ""))
    return found[0] if found else None


def _derived(key: str) -> str:
    return salted_hmac("verify.api.callers", key, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
