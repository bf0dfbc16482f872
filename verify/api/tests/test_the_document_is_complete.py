"""Who has only the OpenAPI document misses nothing: words, examples that hold, ways in, headers, links, problems."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from verify.api.schema.walking import operations
from verify.api.tests.completeness import gaps


def test_nothing_is_missing(document: dict[str, Any]) -> None:
    assert gaps(document) == []


def _operation(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for _path, _method, one in operations(document) if one["operationId"] == name)


def _answer(document: dict[str, Any], name: str, status: str) -> Any:
    return _operation(document, name)["responses"][status]


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "an operation without a summary": (lambda it: _operation(it, "lookUp").pop("summary"), "lacks summary"),
    "an operation that says nothing of keys": (lambda it: _operation(it, "record").pop("security"), "lacks security"),
    "a scope that no key has": (
        lambda it: _operation(it, "record")["security"].append({"key": ["everything"]}),
        "everything is no scope",
    ),
    "a form without an example": (
        lambda it: _operation(it, "lookUp")["requestBody"]["content"]["multipart/form-data"].pop("examples"),
        "the request as multipart/form-data has no example",
    ),
    "an example that does not follow its schema": (
        lambda it: _operation(it, "lookUp")["requestBody"]["content"]["application/json"]["examples"]["Digest"].update(
            value={"sha256": 5}
        ),
        "an example of the request as application/json does not follow its schema",
    ),
    "an answer without an example": (
        lambda it: _answer(it, "readDisclosure", "200")["content"]["application/json"].pop("examples"),
        "200 as application/json has no example",
    ),
    "a problem without an example": (
        lambda it: _answer(it, "readFeed", "404")["content"]["application/problem+json"].pop("examples"),
        "404 as application/problem+json has no example",
    ),
    "a problem under another status": (
        lambda it: _answer(it, "readFeed", "404")["content"]["application/problem+json"]["examples"]["NotFound"][
            "value"
        ].update(status=410),
        "404 shows not_found, which has another status",
    ),
    "no time to come back": (
        lambda it: _answer(it, "readFeed", "429")["headers"].pop("Retry-After"),
        "429 lacks the header Retry-After",
    ),
    "no quota": (lambda it: _answer(it, "lookUp", "200")["headers"].pop("RateLimit"), "200 lacks the header RateLimit"),
    "a place without a link to it": (
        lambda it: _answer(it, "record", "201").pop("links"),
        "201 says where something is and links to nothing",
    ),
    "a link that leads nowhere": (
        lambda it: _answer(it, "record", "201")["links"]["read"].update(operationId="readNothing"),
        "the link read leads to nothing",
    ),
    "a link that passes what nobody takes": (
        lambda it: _answer(it, "record", "201")["links"]["read"]["parameters"].update({"query.page": "1"}),
        "the link read passes query.page, which nobody takes",
    ),
    "a parameter without words": (
        lambda it: _operation(it, "readRecord")["parameters"][0].pop("description"),
        "the parameter id is not described",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_gap_is_noticed(document: dict[str, Any], fault: str) -> None:
    spoil, told = FAULTS[fault]
    spoilt = deepcopy(document)
    spoil(spoilt)

    assert [gap.split(": ", 1)[1] for gap in gaps(spoilt)] == [told]
