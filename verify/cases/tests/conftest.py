"""A folder of its own and both stores for every test of the cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify import wiring
from verify.cases.quarantine import Quarantine
from verify.cases.uploader import Uploader


@pytest.fixture
def held(data_dir: Path, stores: None) -> Quarantine:
    """The quarantine, empty at first."""
    return wiring.quarantine()


@pytest.fixture
def stranger() -> Uploader:
    """Somebody without a log-in."""
    return Uploader.fresh()
