"""An operation that is named once as leaving says so in the document, in every answer, and in the changelog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from verify.api import leaving
from verify.api.leaving import Leaving
from verify.api.schema.document import openapi
from verify.api.schema.walking import operations
from verify.api.tests.completeness import gaps

CHANGES = (Path(__file__).resolve().parents[3] / "CHANGELOG.md").read_text("utf-8")
PLANTED = Leaving("readBadge", since=date(2027, 1, 1), until=date(2028, 1, 31), instead="lookUp")
BADGE = f"/api/v1/badge/{'ab' * 32}"


def unsaid(changes: str, entries: tuple[Leaving, ...], known: set[str]) -> list[str]:
    """What the changelog keeps quiet about, and names that are no operation."""
    lines = [one.line for one in entries if one.line not in changes]
    return lines + [name for one in entries for name in (one.operation, one.instead) if name not in known]


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The document of an interface from which one operation leaves."""
    monkeypatch.setattr(leaving, "LEAVING", (PLANTED,))
    openapi.cache_clear()
    yield openapi()
    openapi.cache_clear()


def test_everything_that_leaves_stands_in_the_changelog(document: dict[str, Any]) -> None:
    known = {operation["operationId"] for _path, _method, operation in operations(document)}

    assert unsaid(CHANGES, leaving.LEAVING, known) == []
    assert unsaid(CHANGES, (PLANTED,), known) == [PLANTED.line]
    assert unsaid(PLANTED.line, (PLANTED,), known - {"lookUp"}) == ["lookUp"]


def test_nothing_is_marked_that_does_not_leave(document: dict[str, Any]) -> None:
    marked = [one["operationId"] for _path, _method, one in operations(document) if "deprecated" in one]

    assert marked == [one.operation for one in leaving.LEAVING]


def test_the_document_marks_it_and_stays_complete(planted: dict[str, Any]) -> None:
    marked = {one["operationId"]: one for _path, _method, one in operations(planted) if one.get("deprecated")}

    assert set(marked) == {"readBadge"}
    assert marked["readBadge"]["description"].startswith("Deprecated since 2027-01-01: use `lookUp`.")
    for answer in marked["readBadge"]["responses"].values():
        assert {"Deprecation", "Sunset", "Link"} <= set(answer["headers"])
    assert gaps(planted) == []


@pytest.mark.usefixtures("planted")
def test_every_answer_of_it_says_so_and_no_other(client: Any) -> None:
    begun, ended = datetime(2027, 1, 1, tzinfo=UTC), "Mon, 31 Jan 2028 23:59:59 GMT"
    for response in (client.get(BADGE), client.head(BADGE), client.get("/api/v1/badge/none")):
        assert response["Deprecation"] == f"@{int(begun.timestamp())}"
        assert response["Sunset"] == ended
        assert '</developers/#readBadge>; rel="deprecation"' in response["Link"]
        assert '</developers/#lookUp>; rel="successor-version"' in response["Link"]
    for other in (client.post(BADGE), client.get("/api/v1/schema"), client.get("/api/v1/nothing"), client.get("/")):
        assert "Deprecation" not in other


@pytest.mark.usefixtures("planted")
def test_the_reference_page_says_so(client: Any) -> None:
    assert "Deprecated since 2027-01-01: use <code>lookUp</code>." in client.get("/developers/").content.decode()


def test_nobody_is_given_less_than_a_year() -> None:
    with pytest.raises(ValueError, match="later day"):
        Leaving("readBadge", since=date(2027, 1, 1), until=date(2027, 12, 31), instead="lookUp")
