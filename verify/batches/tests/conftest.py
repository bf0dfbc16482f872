"""Stores, a quarantine of its own and an examiner for every test of batches."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify import wiring
from verify.batches.tests.desk import Planted, answering, sender
from verify.cases.uploader import Uploader


@pytest.fixture
def examiner(monkeypatch: pytest.MonkeyPatch) -> Planted:
    planted = Planted(answering)
    monkeypatch.setattr(wiring, "_examiner", planted)
    return planted


@pytest.fixture
def ida(stores: None, data_dir: Path, examiner: Planted) -> Uploader:
    """Somebody with an account and without a team."""
    wiring.quarantine()
    return sender()
