"""Adds to the generated document what the generator has no word for."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

# Requests with a field that nobody reads are refused, because it is a misspelt one more often than not.
CLOSED = ("Upload", "Link")
AFTERWARDS = {"read": "readVerification", "discard": "discardVerification"}

PASSED_ON = {"path.id": "$response.body#/id", "header.Uploader-Token": "$response.body#/uploader_token"}


def complete(result: Document, generator: object, request: object, public: bool) -> Document:
    """The hook for drf-spectacular."""
    schemas = result["components"]["schemas"]
    for name in CLOSED:
        schemas[name]["additionalProperties"] = False
    for status in ("201", "202"):
        _link(result["paths"]["/api/v1/verifications"]["post"]["responses"][status])
    return result


def _link(response: Document) -> None:
    response["links"] = {
        name: {"operationId": operation, "parameters": PASSED_ON} for name, operation in AFTERWARDS.items()
    }
