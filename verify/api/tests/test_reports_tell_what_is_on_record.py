"""A report read through the interface tells what is on record at that moment, and to whom it belongs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from verify.api.tests.checking import check_all, working
from verify.api.tests.media import png, post
from verify.api.tests.test_recording import CONTENT, member, record
from verify.api.tests.test_verifying import follows
from verify.cases.tests.recording import Chronicle, chronicle

PICTURE = png(note=b"on record")
WANTED = {**CONTENT, "sha256": hashlib.sha256(PICTURE).hexdigest()}


@pytest.fixture(scope="module")
def _worker(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), working():
        yield


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


def told(client: Client, address: str) -> dict[str, Any]:
    report: dict[str, Any] = client.get(address).json()["report"]
    return report


def recorded(report: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one["code"], one["params"].get("recorder")) for one in report["findings"] if one["kind"] == "record"]


@pytest.mark.usefixtures("_worker")
def test_a_record_shows_in_reports_that_were_made_before_it(log: Chronicle, document: dict[str, Any]) -> None:
    started = post(Client(), PICTURE)
    check_all()
    before = told(Client(), started["Location"])
    desk = member("desk")
    record(desk, WANTED)
    log.enter()

    after = told(Client(), started["Location"])
    assert recorded(before) == [("on_record.none", None)]
    assert recorded(after) == [("on_record.undated", "The desk")]
    assert after["headline"] == before["headline"]
    assert "chronology" not in before["not_checked"] + after["not_checked"]
    follows(document, "Verification", Client().get(started["Location"]).json())


@pytest.mark.usefixtures("_worker")
def test_the_headline_is_for_the_recorders_own_people_alone(log: Chronicle, document: dict[str, Any]) -> None:
    desk, rival = member("desk"), member("rival")
    record(desk, WANTED)
    log.enter()
    started = post(Client(), PICTURE)
    check_all()

    codes = [told(reader, started["Location"])["headline"]["code"] for reader in (desk, rival, Client())]
    assert codes == ["same_as_record", "no_credentials", "no_credentials"]
    follows(document, "Verification", desk.get(started["Location"]).json())
