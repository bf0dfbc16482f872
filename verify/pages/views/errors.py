"""Errors in the look of the other pages, in words; Django is told of them in `verify.urls`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from verify.pages.presentation.problems import problem

AGAIN_SECONDS = 30  # what the page's words say


def problem_page(request: HttpRequest, status: int) -> HttpResponse:
    """Show one status in words."""
    return render(request, "pages/problem.html", {"problem": problem(status)}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what could not be understood."""
    return problem_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is not open to this reader."""
    return problem_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer the same for what never was, what expired and what is somebody else's."""
    return problem_page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that another site may have sent."""
    return problem_page(request, 403)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer our own failures."""
    return _bare_page(500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer while a store is busy or away."""
    response = _bare_page(503)
    response["Retry-After"] = str(AGAIN_SECONDS)
    return response


def _bare_page(status: int) -> HttpResponse:
    """Without context processors, since one of them may be what failed."""
    return HttpResponse(render_to_string("pages/problem.html", {"problem": problem(status)}), status=status)
