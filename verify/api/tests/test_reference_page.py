"""The reference page shows the whole schema, from this server alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from verify.api.problems import KINDS, REFUSAL_TITLES


@pytest.fixture
def page(client: Any) -> str:
    response = client.get("/developers/")
    assert response.status_code == 200
    return response.content.decode()


def test_every_operation_field_and_problem_is_on_it(page: str, document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for method, entry in item.items():
            assert f"{method.upper()} {path}" in page
            assert f'id="{entry["operationId"]}"' in page
    for name, shape in document["components"]["schemas"].items():
        assert f'id="shape-{name}"' in page
        assert all(f"<code>{member}</code>" in page for member in shape.get("properties", {}))
    assert all(f'id="{code}"' in page for code in [*KINDS, *REFUSAL_TITLES])


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    ids = re.findall(r'id="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_nothing_comes_from_elsewhere_and_nothing_runs_inline(page: str) -> None:
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r'\s(?:style|on\w+)="', page)


def test_its_commands_name_this_installation(page: str) -> None:
    assert "FIRSTLIGHT=http://testserver" in page
    assert "curl -F file=@photo.jpg" in page


def test_the_page_is_only_read(client: Any) -> None:
    assert client.post("/developers/").status_code == 405
