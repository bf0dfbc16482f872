"""What an OpenAPI document lacks, line by line: a gap is what somebody who has only the document would miss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema

from verify.api.renderers import PROBLEM_JSON
from verify.api.schema.walking import Document, Operation, operations
from verify.apikeys.scopes import Scope

HEAD = ("title", "version", "description")
WORDS = ("operationId", "summary", "description", "tags", "x-codeSamples")
# What must come with a status, whatever the operation.
BESIDE = {
    "304": ("ETag", "Cache-Control"),
    "401": ("WWW-Authenticate",),
    "405": ("Allow",),
    "429": ("Retry-After",),
    "503": ("Retry-After",),
}
EVERYWHERE = ("RateLimit", "RateLimit-Policy")


def gaps(document: Document) -> list[str]:
    """Every gap; none where the document is complete."""
    return [*_of_the_head(document), *(f"{path} {method}: {gap}" for path, method, gap in _of_operations(document))]


def _of_the_head(document: Document) -> Iterator[str]:
    yield from (f"info lacks {name}" for name in HEAD if not document["info"].get(name))
    if not document.get("servers"):
        yield "no servers"
    told = {one["name"] for one in document["tags"] if one.get("description")}
    used = {tag for _path, _method, operation in operations(document) for tag in operation.get("tags", ())}
    yield from (f"the tag {name} is not described, or not used" for name in told ^ used)
    if not all(one.get("description") for one in document["components"]["securitySchemes"].values()):
        yield "a security scheme is not described"


def _of_operations(document: Document) -> Iterator[tuple[str, str, str]]:
    known = {operation["operationId"]: operation for _path, _method, operation in operations(document)}
    for path, method, operation in operations(document):
        for gap in _of(document, operation, known):
            yield path, method, gap


def _of(document: Document, operation: Operation, known: dict[str, Operation]) -> Iterator[str]:
    yield from (f"lacks {name}" for name in WORDS if not operation.get(name))
    yield from _of_security(document, operation)
    for one in operation.get("parameters", ()):
        if not one.get("description"):
            yield f"the parameter {one['name']} is not described"
        yield from _of_example(document, f"the parameter {one['name']}", one["schema"], [one.get("example")])
    if "requestBody" in operation:
        if not operation["requestBody"].get("required"):
            yield "the request need not be there"
        yield from _of_contents(document, "the request", operation["requestBody"])
    if not any(status < "400" for status in operation["responses"]):
        yield "nothing goes well"
    for status, answer in operation["responses"].items():
        yield from _of_answer(document, status, answer)
        yield from _of_links(answer, known)


def _of_security(document: Document, operation: Operation) -> Iterator[str]:
    if "security" not in operation:
        yield "lacks security"
    for way in operation.get("security", ()):
        for name, scopes in way.items():
            if name not in document["components"]["securitySchemes"]:
                yield f"the scheme {name} is nowhere told"
            yield from (f"{scope} is no scope" for scope in scopes if scope not in Scope.values)
            if name == "key" and not scopes:
                yield "a key without a scope opens nothing"


def _of_answer(document: Document, status: str, answer: dict[str, Any]) -> Iterator[str]:
    headers = answer.get("headers", {})
    expected = (*BESIDE.get(status, ()), *EVERYWHERE)
    yield from (f"{status} lacks the header {one}" for one in expected if one not in headers)
    for name, told in headers.items():
        whole = document["components"]["headers"][name] if "$ref" in told else told
        if not all(whole.get(part) for part in ("description", "schema", "example")):
            yield f"the header {name} of {status} lacks a description or an example"
    if not answer.get("description"):
        yield f"{status} is not described"
    if "Location" in headers and not answer.get("links"):
        yield f"{status} says where something is and links to nothing"
    if status >= "400" and PROBLEM_JSON not in answer.get("content", {}):
        yield f"{status} is no problem"
    yield from _of_contents(document, status, answer)
    for one in answer.get("content", {}).get(PROBLEM_JSON, {}).get("examples", {}).values():
        if str(one["value"].get("status")) != status:
            yield f"{status} shows {one['value'].get('code')}, which has another status"


def _of_contents(document: Document, where: str, body: dict[str, Any]) -> Iterator[str]:
    for media_type, content in body.get("content", {}).items():
        shown = [one["value"] for one in content.get("examples", {}).values()] or [None]
        yield from _of_example(document, f"{where} as {media_type}", content["schema"], shown)


def _of_example(document: Document, where: str, schema: dict[str, Any], shown: list[Any]) -> Iterator[str]:
    rules = jsonschema.Draft202012Validator({**schema, "components": document["components"]})
    for value in shown:
        if value is None:
            yield f"{where} has no example"
        elif not rules.is_valid(value):
            yield f"an example of {where} does not follow its schema"


def _of_links(answer: dict[str, Any], known: dict[str, Operation]) -> Iterator[str]:
    for name, link in answer.get("links", {}).items():
        leads_to = known.get(link["operationId"])
        if leads_to is None:
            yield f"the link {name} leads to nothing"
            continue
        taken = {f"{one['in']}.{one['name']}" for one in leads_to.get("parameters", ())}
        yield from (f"the link {name} passes {one}, which nobody takes" for one in set(link["parameters"]) - taken)
