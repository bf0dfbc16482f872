"""Anybody may bring a report: one as long as none is made here is not digested, and none is digested twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chronology.bundle import report as signed_reports
from chronology.bundle import sign_report
from chronology.bundle.tests.full import full
from chronology.bundle.tests.making import LOG_KEY
from chronology.bundle.zipped import pack
from verify.callers import counts
from verify.ledger.models import KeyPurpose, PublicKey
from verify.pages import pace

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")
AT = datetime(2026, 11, 22, tzinfo=UTC)
REPORT = json.dumps({"schema": "firstlight.report/1", "media": {"sha256": "ab" * 32}}).encode()
LONG = json.dumps({"schema": "firstlight.report/1", "filling": "x" * 512 * 1024}).encode()


@pytest.fixture
def digested(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long each report was that was digested."""
    full()  # made once, and its own report digested for it
    lengths: list[int] = []
    digest = signed_reports.report_digest

    def counting(report: bytes) -> Any:
        lengths.append(len(report))
        return digest(report)

    monkeypatch.setattr(signed_reports, "report_digest", counting)
    return lengths


def send(client: Client, **files: bytes) -> Any:
    return client.post("/bundle", {name: SimpleUploadedFile(name, content) for name, content in files.items()})


def test_a_report_longer_than_any_is_not_digested_whatever_it_came_in(client: Client, digested: list[int]) -> None:
    note = sign_report(REPORT, LOG_KEY, AT)
    digested.clear()
    bundle = replace(full().bundle, report=LONG, report_signature=note).to_bytes()
    for brought in (
        {"report": LONG, "note": note},
        {"bundle": pack({"report.json": LONG, "report.note": note})},
        {"bundle": bundle},
    ):
        answer = send(client, **brought)
        assert answer.status_code == 422
        assert "says nothing about what it holds" in answer.content.decode()
    assert digested == []


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.usefixtures("stores")
def test_a_report_is_digested_once_whoever_signed_it(
    client: Client, digested: list[int], listed: bool, changed: bool
) -> None:
    if listed:
        PublicKey.objects.create(purpose=KeyPurpose.REPORT, vkey=LOG_KEY.vkey)
    note = sign_report(REPORT, LOG_KEY, AT)
    digested.clear()
    brought = REPORT.replace(b"ab", b"ac") if changed else REPORT
    assert send(client, report=brought, note=note).status_code == 200
    assert send(client, bundle=replace(full().bundle, report=brought, report_signature=note).to_bytes())
    assert len(digested) == 2, "once for each of the two answers"


@pytest.fixture
def _counted(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.DEMO = False
    monkeypatch.setattr(pace, "BUNDLES_A_MINUTE", 2)
    counts.clear()
    yield
    counts.clear()


@pytest.mark.usefixtures("_counted", "stores")
def test_bundles_have_a_smaller_pace_of_their_own(client: Client) -> None:
    assert [send(client, bundle=b"x").status_code for _time in range(3)] == [422, 422, 429]
    assert client.post("/check").status_code == 400, "checks of files go on"
