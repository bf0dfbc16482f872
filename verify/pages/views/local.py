"""Checking without sending: the page, the walled worker that it may load, and the page for sources."""

from __future__ import annotations

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verify.cases.links import TRACES
from verify.pages.presentation.actions import PLAIN
from verify.pages.presentation.link_warnings import WARNINGS
from verify.pages.presentation.words import INTEGRITY
from verify.pages.reader import FETCH_SECONDS, READ_SECONDS, SETTINGS, START_SECONDS, local_reader

SECONDS = {"fetch": FETCH_SECONDS, "start": START_SECONDS, "read": READ_SECONDS}


@require_safe
@csp_update({"worker-src": [SELF]})
def local(request: HttpRequest) -> HttpResponse:
    """Show the page on which a file is looked at without being sent."""
    shown = {"reader": local_reader(), "settings": SETTINGS, "seconds": SECONDS}
    return render(request, "pages/local/local.html", shown | {"actions": PLAIN.items(), "integrity": INTEGRITY.items()})


@require_safe
@csp({"default-src": [NONE], "script-src": ["'wasm-unsafe-eval'"]})
def worker(request: HttpRequest) -> HttpResponse:
    """Send the script that reads credentials, under a policy by which it can run WebAssembly and ask nobody."""
    reader = local_reader()
    if reader is None:
        raise Http404
    return HttpResponse(reader.worker, content_type="text/javascript; charset=utf-8")


@require_safe
def source(request: HttpRequest) -> HttpResponse:
    """Show what a source can do before anything is sent; from here nothing goes along that says where one came from."""
    shown = {"warnings": WARNINGS, "traces": " ".join(sorted(TRACES))}
    answer = render(request, "pages/local/source.html", shown)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
