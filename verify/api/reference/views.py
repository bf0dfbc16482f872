"""The reference page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from provenance.gate import Refusal
from verify.api.problems import KINDS, REFUSAL_TITLES, problem, refusal_problem, verification_problem
from verify.api.reference.contents import components, operations
from verify.api.schema.document import openapi
from verify.fetch import sentences


@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """`GET /developers/`."""
    document = openapi()
    refusals = [refusal_problem(Refusal(code)) for code in REFUSAL_TITLES]
    links = [verification_problem(code, {"limit": "800 MB"}) for code in sentences.SENTENCES]
    return render(
        request,
        "api/developers.html",
        {
            "operations": operations(document),
            "components": components(document),
            "problems": [*map(problem, KINDS), *refusals, *links],
            "site": f"{request.scheme}://{request.get_host()}",
        },
    )
