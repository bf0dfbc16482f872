"""The watch over all tests of this folder sees a code, a status and a header that the document does not tell."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from verify.api.schema.walking import operations
from verify.api.tests.watching import undocumented


def _without(document: dict[str, Any], *path: str) -> dict[str, Any]:
    spoilt = deepcopy(document)
    found: Any = next(one for _path, _method, one in operations(spoilt) if one["operationId"] == "readRecord")
    for step in path[:-1]:
        found = found[step]
    found.pop(path[-1])
    return spoilt


def test_what_is_not_told_is_seen(client: Any, document: dict[str, Any]) -> None:
    response = client.get(f"/api/v1/records/{'A' * 22}")
    code = ("responses", "404", "content", "application/problem+json", "examples", "NotFound")

    assert list(undocumented(document, response)) == []
    assert list(undocumented(_without(document, *code), response)) == [
        "404 of readRecord does not tell of the code not_found"
    ]
    assert list(undocumented(_without(document, "responses", "404"), response)) == ["readRecord does not tell of 404"]
    assert list(undocumented(_without(document, "responses", "404", "headers", "RateLimit"), response)) == [
        "404 of readRecord does not tell of RateLimit"
    ]


def test_an_address_that_is_no_operation_is_left_alone(client: Any, document: dict[str, Any]) -> None:
    assert list(undocumented(document, client.get("/api/v1/nothing"))) == []
    assert list(undocumented(document, client.put("/api/v1/lookup"))) == []
