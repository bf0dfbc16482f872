"""The public vectors of EIP-4361, read from where the corpus lies."""

from __future__ import annotations

import json
from typing import Any

from fixtures.corpus import need_corpus

PART = "identity/siwe_parsing_positive.json"


def vectors(name: str) -> dict[str, dict[str, Any]]:
    """The cases of one file by their names."""
    folder = need_corpus(PART) / "identity"
    found: dict[str, dict[str, Any]] = json.loads((folder / f"siwe_{name}.json").read_text())
    return found
