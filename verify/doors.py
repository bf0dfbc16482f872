"""What every request passes first: a demo answers this machine only, huge bodies end early, headers are set."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

# As long as a store commonly takes to come back.
AWAY_SECONDS = "30"

Answer = Callable[[HttpRequest], HttpResponse]

PASSKEYS = "publickey-credentials-create"
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
                    "magnetometer", "microphone", "midi", "payment", PASSKEYS, "serial", "usb")
)  # fmt: skip


class OnlyHere:
    """In DEMO nobody but this machine is answered, whatever address the server was told to listen on."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO and not _loopback(request.META.get("REMOTE_ADDR", "")):
            return HttpResponse(
                "This is a demo: it answers its own machine only.", status=403, content_type="text/plain"
            )
        return self.answer(request)


def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class BodyCap:
    """A body that says it is larger than the largest film is answered with 413 before it is read."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.BODY_BYTES_LIMIT:
            return self.answer(request)
        return _too_large(request)


def _too_large(request: HttpRequest) -> HttpResponse:
    sentence = "This file is larger than can be checked here: images up to 100 MB, video and audio up to 800 MB."
    if request.path.startswith("/api/"):
        code = "refused.too_large"
        problem = {
            "type": f"/developers/#{code}",
            "title": "File too large",
            "status": 413,
            "detail": sentence,
            "code": code,
        }
        response: HttpResponse = JsonResponse(problem, status=413, content_type="application/problem+json")
    else:
        # Imported late: the pages need the models, and this module is loaded by the settings' checks too.
        from verify.pages.views.answers import too_large

        response = too_large(request)
    return response


def _permissions(path: str) -> str:
    # Passkeys are made on the pages of accounts and nowhere else.
    return PERMISSIONS.replace(f"{PASSKEYS}=()", f"{PASSKEYS}=(self)") if path.startswith("/accounts/") else PERMISSIONS


class Away:
    """Where what a page stands on is away for a while, it says so and when to come again; REST has its own words."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        # Imported late, like the pages above.
        from verify.jobs.kinds import NotNow
        from verify.pages.views.errors import problem_page

        if not isinstance(exception, NotNow):
            return None
        response = problem_page(request, 503)
        response["Retry-After"] = AWAY_SECONDS
        return response


class Headers:
    """Headers that no library here sets: no device of the reader is ever asked for, nothing is kept by caches."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.setdefault("Permissions-Policy", _permissions(request.path))
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            response.setdefault("Cache-Control", "no-store")
        return response
