"""What a caller has left, told with every answer (IETF draft-ietf-httpapi-ratelimit-headers: `RateLimit`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

_NOTE = "_firstlight_quota"


@dataclass(frozen=True, slots=True)
class Quota:
    """Calls of one kind: how many in a span of seconds, how many are left, and seconds until one comes free."""

    name: str
    calls: int
    span: int
    left: int
    reset: int


def note(request: Request, quota: Quota) -> None:
    """Remember it for the answer to this request."""
    setattr(request._request, _NOTE, quota)  # noqa: SLF001 - DRF's documented way to the request below


class Quotas:
    """Middleware: writes the quota that counted into the answer's headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        quota: Quota | None = getattr(request, _NOTE, None)
        if quota is not None:
            response["RateLimit-Policy"] = f'"{quota.name}";q={quota.calls};w={quota.span}'
            response["RateLimit"] = f'"{quota.name}";r={max(quota.left, 0)};t={quota.reset}'
        return response
