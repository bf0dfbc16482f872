"""The reference page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verify.api.reference.contents import components, operations
from verify.api.reference.troubles import troubles
from verify.api.schema.document import openapi


@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """`GET /developers/`."""
    document = openapi()
    shown = {
        "operations": operations(document),
        "components": components(document),
        "problems": troubles(),
        "site": f"{request.scheme}://{request.get_host()}",
    }
    return render(request, "api/developers.html", shown)
