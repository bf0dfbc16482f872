"""How this site answers, counted by what was asked and how it ended; who asked and for what is not looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from verify.tallies.services import tally_if_gathered

NAME: Final = "answers"
READS: Final = frozenset(("GET", "HEAD", "OPTIONS"))

MONITORING: Final = frozenset(("/healthz", "/readyz", "/metrics"))
"""Asked by machines every few seconds: counted they would hide what people get."""


class CountAnswers:
    """Middleware, the outermost: one count an answer, in memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path not in MONITORING and not request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            tally_if_gathered(NAME, label_of(request.method or "", response.status_code))
        return response


def label_of(method: str, status: int) -> str:
    """`read` or `write`, and `answered`, `shed` (429), `unavailable` (503) or `failed` (any other 5xx)."""
    asked = "read" if method in READS else "write"
    return f"{asked} {_ended(status)}"


def _ended(status: int) -> str:
    if status == 429:
        return "shed"
    if status == 503:
        return "unavailable"
    return "failed" if status >= 500 else "answered"
