"""A key store restored from a backup that is too old: sealed records are still there, and who reads them is told."""

from __future__ import annotations

import pytest
from django.test import Client

from verify.accounts.models import Organisation, User
from verify.ledger.keys.models import DatumKey
from verify.ledger.models import Record
from verify.ledger.services import record_sealed
from verify.ledger.tests.examples import digest
from verify.ledger.values import Viewer
from verify.pages.tests.conftest import Writing

pytestmark = pytest.mark.usefixtures("data_dir")


@pytest.fixture
def keyless(writing: Writing, desk: Organisation) -> Record:
    record = record_sealed(sha256=digest("a"), owner=Viewer(desk.pk, User.objects.get(username="ida").pk))
    writing.batch()
    DatumKey.objects.all().delete()
    return record


def test_the_page_shows_the_record_without_what_it_holds(keyless: Record, ida: Client) -> None:
    page = ida.get(f"/r/{keyless.pk}")
    assert page.status_code == 200
    assert "shown to your team only" in page.content.decode()
    assert digest("a").hex() not in page.content.decode()


def test_its_bundle_is_away_and_says_who_can_bring_it_back(keyless: Record, ida: Client) -> None:
    answer = ida.get(f"/r/{keyless.pk}/bundle")
    assert answer.status_code == 503
    assert "restore its newest backup" in answer.content.decode()
    assert "tell the operator" in answer.content.decode()


@pytest.mark.parametrize("tail", ["", "/bundle"])
def test_the_interface_says_so_too(keyless: Record, ida: Client, tail: str) -> None:
    answer = ida.get(f"/api/v1/records/{keyless.pk}{tail}")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "key store" in answer.json()["detail"]


def test_it_can_still_be_erased(keyless: Record, ida: Client) -> None:
    assert ida.post(f"/r/{keyless.pk}/erase", {"understood": "yes"}).status_code == 303
    assert not Record.objects.filter(pk=keyless.pk).exists()
