"""Marks in the document what is on its way out."""

from __future__ import annotations

from verify.api import leaving
from verify.api.schema.walking import Document, Operation, operations

WORDS = {
    "Deprecation": "Since when it is deprecated, as `@` and Unix seconds (RFC 9745).",
    "Sunset": "When it stops answering (RFC 8594).",
    "Link": "`deprecation`: where this is explained. `successor-version`: what to use instead.",
}


def mark(document: Document) -> None:
    """Every operation that is named in `verify.api.leaving`, and nothing else."""
    entries = {one.operation: one for one in leaving.LEAVING}
    for _path, _method, operation in operations(document):
        if found := entries.get(operation["operationId"]):
            _mark(operation, found)


def _mark(operation: Operation, found: leaving.Leaving) -> None:
    operation["deprecated"] = True
    operation["description"] = f"{found.sentence} {operation['description']}"
    for answer in operation["responses"].values():
        told = answer.setdefault("headers", {})
        for name, value in found.headers().items():
            told[name] = {"description": WORDS[name], "schema": {"type": "string"}, "example": value}
