"""Holds every answer of these tests against the document: the codes of problems and the headers that it tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verify.api.leaving import operation_of
from verify.api.renderers import PROBLEM_JSON
from verify.api.schema.walking import Document, Operation, operations

TOLD = (
    "Location", "Retry-After", "ETag", "WWW-Authenticate", "RateLimit", "RateLimit-Policy", "Deprecation", "Sunset",
)  # fmt: skip


def undocumented(document: Document, response: Any) -> Iterator[str]:
    """What an answer says that the document does not say of its operation; nothing for what is no operation."""
    operation = _asked_for(document, response.wsgi_request)
    if operation is None or response.wsgi_request.method in ("OPTIONS", "TRACE"):
        return
    name, status = operation["operationId"], str(response.status_code)
    told = operation["responses"].get(status)
    if told is None:
        yield f"{name} does not tell of {status}"
        return
    untold = [one for one in TOLD if response.has_header(one) and one not in told["headers"]]
    yield from (f"{status} of {name} does not tell of {one}" for one in untold)
    if response.status_code >= 400 and response.headers.get("Content-Type", "").startswith(PROBLEM_JSON):
        shown = told.get("content", {}).get(PROBLEM_JSON, {}).get("examples", {}).values()
        code = response.json()["code"]
        if code not in {one["value"]["code"] for one in shown}:
            yield f"{status} of {name} does not tell of the code {code}"


def _asked_for(document: Document, request: Any) -> Operation | None:
    found = request.resolver_match
    if found is None or "api" not in found.namespaces:
        return None
    name = operation_of(str(found.route), str(request.method))
    return next((one for _path, _method, one in operations(document) if one["operationId"] == name), None)
