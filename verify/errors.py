"""Errors outside every view: programs below `/api/` get problem details, people get a page."""

from __future__ import annotations

import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from verify.api.problems import problem
from verify.api.renderers import PROBLEM_JSON
from verify.pages.views import errors as pages


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what could not be understood, such as a host name that is not ours."""
    return _problem("malformed") if _of_a_program(request) else pages.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is not open to this reader."""
    return _problem("forbidden") if _of_a_program(request) else pages.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is not there."""
    return _problem("not_found") if _of_a_program(request) else pages.not_found(request, exception)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer our own failures; a store that is busy or away for now is told as that."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return _problem("unavailable") if _of_a_program(request) else pages.unavailable(request)
    return _problem("internal") if _of_a_program(request) else pages.our_fault(request)


def _of_a_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(code: str) -> HttpResponse:
    found = problem(code)
    told: dict[str, Any] = found.as_json()
    return JsonResponse(told, status=found.status, content_type=PROBLEM_JSON)
