"""A log of this test's own, and a signed picture with its store."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.credentials.boxes import ManifestStore
from provenance.credentials.library import Library
from provenance.credentials.pools import Pools
from provenance.credentials.store import manifest_store
from provenance.credentials.tests.workshop import NOW, authority, created, picture, policy, signed
from provenance.inspection import inspect
from provenance.types import Report
from verify.cases.tests.recording import Chronicle, chronicle

MAKER = authority("Maker")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture(scope="session")
def photo() -> bytes:
    return signed(picture(), MAKER.issues("camera", NOW), created())


@pytest.fixture(scope="session")
def taken(photo: bytes) -> ManifestStore:
    found = manifest_store(Library(Pools()), io.BytesIO(photo), "image/jpeg")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def report(photo: bytes) -> Report:
    return inspect(io.BytesIO(photo), policy(), datetime.now(UTC))
