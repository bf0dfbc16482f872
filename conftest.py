"""What every test of the site may use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def data_dir(settings: Any, tmp_path: Path) -> Path:
    """A data folder for this test alone; the stores stay those of the test run."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def stores(request: pytest.FixtureRequest) -> None:
    """Both stores, rolled back after the test."""
    request.applymarker(pytest.mark.django_db(databases=["default", "jobs"]))
    request.getfixturevalue("db")
