"""A sandbox, a log and an index of these tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fixtures.photographs import photograph
from verify import wiring
from verify.accounts.models import Organisation
from verify.cases.indexing import IndexChoice
from verify.cases.tests.matching import Shelf, jpeg, shelf_in
from verify.cases.tests.recording import Chronicle, chronicle
from verify.intake.taking import Taking
from verify.ledger.values import Viewer


@pytest.fixture(scope="module")
def _sandbox(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), wiring.open_examiner():
        yield


@pytest.fixture(scope="session")
def harbour() -> bytes:
    return jpeg(photograph("harbour"))


@pytest.fixture
def log(stores: None, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with shelf_in(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def organisation(stores: None) -> Organisation:
    return Organisation.objects.create(name="The desk", slug="the-desk")


@pytest.fixture
def taking(_sandbox: None, log: Chronicle, shelf: Shelf, organisation: Organisation) -> Taking:
    return Taking(Viewer(organisation.pk), IndexChoice.OPEN_DEFAULT)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made
