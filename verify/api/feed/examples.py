"""Examples of the feed; a test checks their note and chain with the library's own mirror."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def kept() -> dict[str, Any]:
    """Head and page as an installation of examples made them."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("example.json").read_text(encoding="utf-8"))
    return found


def head() -> dict[str, Any]:
    """A head."""
    told: dict[str, Any] = kept()["head"]
    return told


def page() -> dict[str, Any]:
    """The page that it signs."""
    told: dict[str, Any] = kept()["page"]
    return told


WORDS: dict[str, Any] = {"schema": "firstlight.feed-words/1", "page": 0, "words": []}
