"""What was erased is confirmed by nothing: the call that recorded it is forgotten with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.api.models import RecordedCall
from verify.api.tests.media import new_key
from verify.cases.tests.recording import Chronicle, chronicle
from verify.ledger.models import Record

RECORDS = "/api/v1/records"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def desk(log: Chronicle) -> Client:
    user = User.objects.create(username="desk")
    organisation_create(name="The desk", slug="desk", owner=user)
    client = Client()
    client.force_login(user)
    return client


def sealed(client: Client, content: str, key: str) -> tuple[int, str]:
    sent = {"form": "sealed", "sha256": content * 32}
    answer = client.post(RECORDS, sent, content_type="application/json", headers={"Idempotency-Key": key})
    return answer.status_code, answer.json().get("id", "")


def test_after_erasing_a_key_stands_for_no_content_any_more(desk: Client) -> None:
    key = new_key()
    status, public_id = sealed(desk, "ab", key)
    assert (status, sealed(desk, "ab", key)) == (202, (202, public_id))
    assert sealed(desk, "cd", key)[0] == 409, "while the record stands, one key is one content"
    assert desk.post(f"/r/{public_id}/erase", {"understood": "yes"}).status_code == 303
    assert not RecordedCall.objects.exists()
    assert not Record.objects.exists()
    assert sealed(desk, "cd", key)[0] == 202, "a guess of the content is answered like any other"
