"""docs/api.md tells every route and status, and its examples are Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from verify.api.problems import KINDS
from verify.api.routes import urlpatterns
from verify.api.statements.warning import WARNINGS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_route_is_told() -> None:
    for route in urlpatterns:
        assert "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(route.pattern)) in PAGE


def test_every_status_is_told() -> None:
    told = set(re.findall(r"\b[45]\d\d\b", PAGE))

    assert {str(kind.status) for kind in KINDS.values()} - {"405", "406"} <= told


def test_every_warning_of_a_check_is_told() -> None:
    told = set(re.findall(r"^\| `([a-z._]+)` \|", PAGE, re.MULTILINE))

    assert told >= WARNINGS


def test_its_python_is_python() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

    assert len(blocks) == 3
    for block in blocks:
        ast.parse(block)
