"""The published trust lists of the corpus."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture
def corpus_trust() -> Path:
    found = (
        Path(os.environ.get("FIRSTLIGHT_CORPUS") or settings.BASE_DIR.parent / "shared" / "corpus") / "c2pa" / "trust"
    )
    if found.is_dir():
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"the corpus is missing: set FIRSTLIGHT_CORPUS (looked at {found})")
    pytest.skip("SKIPPED LOUDLY: no corpus of published trust lists; set FIRSTLIGHT_CORPUS")
