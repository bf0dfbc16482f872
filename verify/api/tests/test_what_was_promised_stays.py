"""Nothing that programs rely on is taken back or newly demanded; what is added is written down."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from verify.api.reference.troubles import troubles
from verify.api.schema.promises import demands, kept, promises
from verify.api.schema.walking import operations

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "api-versions.md").read_text("utf-8")


def broken(document: dict[str, Any], before: set[str]) -> list[str]:
    """Promises that are gone, and demands that nobody was told of."""
    gone = {line for line in before if not line.startswith("required ")} - promises(document)
    return sorted(gone | (demands(document) - before))


def test_every_promise_is_kept_and_nothing_new_is_demanded(document: dict[str, Any]) -> None:
    assert broken(document, kept()) == []


def test_what_was_added_is_written_down(document: dict[str, Any]) -> None:
    added = promises(document) - kept()

    assert not added, f"run python -m verify.api.schema.promises, and tell of it in CHANGELOG.md: {sorted(added)[:5]}"


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "a field of an answer": (
        lambda it: it["components"]["schemas"]["Lookup"]["properties"].pop("similar"),
        "field Lookup.similar [Similar]",
    ),
    "a type": (
        lambda it: it["components"]["schemas"]["Batch"]["properties"].update(total={"type": "string"}),
        "field Batch.total integer",
    ),
    "an operation": (
        lambda it: it["paths"]["/api/v1/feed"].pop("get"),
        "answer readFeed 200",
    ),
    "a word": (lambda it: it["components"]["schemas"]["Label"]["enum"].remove("info"), "word Label info"),
    "a new demand": (
        lambda it: it["components"]["schemas"]["OpenWebhook"]["required"].append("why"),
        "required OpenWebhook.why",
    ),
    "an open door": (
        lambda it: next(one for _p, _m, one in operations(it) if one["operationId"] == "lookUp")["security"].remove({}),
        "way lookUp stranger",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_promise_that_is_taken_back_is_noticed(document: dict[str, Any], fault: str) -> None:
    spoil, told = FAULTS[fault]
    spoilt = deepcopy(document)
    spoil(spoilt)

    assert told in broken(spoilt, promises(document) | demands(document))


def test_every_code_of_a_problem_is_on_the_page_with_its_status_and_title() -> None:
    told = [line for line in PAGE.splitlines() if line.startswith("| `")]

    assert told == [f"| `{one.code}` | {one.status} | {one.title} |" for one in troubles()]
