"""The published trust lists of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.corpus import need_corpus


@pytest.fixture
def corpus_trust() -> Path:
    return need_corpus("c2pa/trust") / "c2pa" / "trust"
