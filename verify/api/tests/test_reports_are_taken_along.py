"""Programs take the PDF and the linked data of what they may read."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from verify import wiring
from verify.accounts.models import User
from verify.api.schema import operations
from verify.cases.models import Verification
from verify.reports.models import PrintedReport, PrintState

KEPT = Path(operations.__file__).with_name("report.json")


@pytest.fixture
def found(stores: None) -> Verification:
    now = wiring.now()
    report = json.loads(KEPT.read_text("utf-8"))
    times = {"finished": now, "expires_at": now + timedelta(hours=1)}
    return Verification.objects.create(state="done", report=report, uploader_key="k", **times)


def asked(client: Client, found: Verification, what: str = "pdf", **headers: str) -> object:
    return client.get(f"/api/v1/verifications/{found.pk}/report.{what}", headers={"Prefer": "wait=0", **headers})


def test_a_document_that_waits_says_when_to_ask_again(client: Client, found: Verification) -> None:
    answer = asked(client, found)
    assert (answer.status_code, answer["Content-Type"]) == (202, "application/json")
    assert answer.json() == {"state": "waiting"}
    assert answer["Retry-After"].isdecimal()


def test_a_finished_one_is_sent_and_may_be_kept_by_its_reader(client: Client, found: Verification) -> None:
    asked(client, found)
    PrintedReport.objects.update(state=PrintState.DONE, pdf=b"%PDF-1.7 a document", html="")
    answer = asked(client, found)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content == b"%PDF-1.7 a document"
    assert "private" in answer["Cache-Control"]


def test_a_failure_is_a_problem_that_says_nothing_about_the_file(client: Client, found: Verification) -> None:
    asked(client, found)
    PrintedReport.objects.update(state=PrintState.FAILED)
    answer = asked(client, found)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert "says nothing about the file" in answer.json()["detail"]


def test_linked_data_comes_under_its_own_type(client: Client, found: Verification) -> None:
    answer = asked(client, found, "jsonld")
    assert answer["Content-Type"].startswith("application/ld+json")
    assert answer.json()["id"] == f"http://testserver/c/{found.pk}"


@pytest.mark.parametrize("what", ["pdf", "jsonld"])
def test_what_is_somebody_s_own_is_nowhere_for_others(client: Client, found: Verification, what: str) -> None:
    Verification.objects.update(owner=User.objects.create_user("ida"))
    assert asked(client, found, what).status_code == 404
    assert not PrintedReport.objects.exists()


@pytest.mark.parametrize("what", ["pdf", "jsonld"])
def test_what_is_not_finished_has_none_yet(client: Client, found: Verification, what: str) -> None:
    Verification.objects.update(state="running", report=None)
    assert asked(client, found, what).status_code == 409


def test_a_copy_for_somebody_unknown_is_refused_and_not_taken_for_the_reader_s_own(
    client: Client, found: Verification
) -> None:
    answer = asked(client, found, "pdf?copy=somebody")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert not PrintedReport.objects.exists()
