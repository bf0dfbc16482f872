"""Putting things on record through the interface, on a real log."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from verify import wiring
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.api.models import RecordedCall
from verify.api.tests.media import new_key, png, upload
from verify.api.tests.test_verifying import follows
from verify.cases.tests.recording import Chronicle, chronicle
from verify.ledger.models import OutboxEntry, Record
from verify.ledger.signer.state import signer_stopped

RECORDS, LOOKUP = "/api/v1/records", "/api/v1/lookup"
CONTENT = {"form": "open", "sha256": "ab" * 32}
NO_WAIT = {"Prefer": "respond-async"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def desk() -> Client:
    return member("desk")


def member(name: str) -> Client:
    user = User.objects.create(username=name)
    organisation_create(name=f"The {name}", slug=name, owner=user)
    client = Client()
    client.force_login(user)
    return client


def record(client: Client, wanted: dict[str, Any], **headers: str) -> Any:
    return client.post(RECORDS, wanted, content_type="application/json", headers={**NO_WAIT, **headers})


def assert_problem(response: Any, status: int, code: str) -> None:
    assert (response.status_code, response.json()["code"]) == (status, code), response.json()


def nothing_recorded() -> bool:
    return not (Record.objects.exists() or OutboxEntry.objects.exists() or RecordedCall.objects.exists())


def test_a_record_is_durable_before_it_is_answered(log: Chronicle, desk: Client, document: dict[str, Any]) -> None:
    response = record(desk, CONTENT)

    body = response.json()
    assert (response.status_code, body["state"], body["index"]) == (202, "waiting", None)
    assert response["Location"] == body["links"]["self"] == f"{RECORDS}/{body['id']}"
    assert response["Retry-After"] == "1"
    assert OutboxEntry.objects.get().record_id == body["id"]
    follows(document, "Record", body)


def test_a_record_is_read_with_its_number_once_the_log_has_it(
    log: Chronicle, desk: Client, document: dict[str, Any]
) -> None:
    made = record(desk, {**CONTENT, "media_type": "image/jpeg"})
    log.enter()

    body = Client().get(made["Location"]).json()
    assert (body["state"], body["index"], body["sha256"]) == ("recorded", 0, "ab" * 32)
    assert (body["media_type"], body["recorder"]) == ("image/jpeg", {"name": "The desk"})
    follows(document, "Record", body)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_who_waits_gets_the_number_at_once(log: Chronicle, desk: Client) -> None:
    answers: list[Any] = []

    def ask() -> None:
        answers.append(desk.post(RECORDS, CONTENT, content_type="application/json", headers={"Prefer": "wait=8"}))
        connections.close_all()

    asking = threading.Thread(target=ask)
    asking.start()
    while not log.sequencer.enter_open():
        asking.join(0.05)
    asking.join(10)
    assert (answers[0].status_code, answers[0].json()["index"]) == (201, 0)


def test_the_same_content_by_the_same_owner_is_the_same_record(log: Chronicle, desk: Client) -> None:
    first, again, rival = record(desk, CONTENT), record(desk, CONTENT), record(member("rival"), CONTENT)
    assert first.json()["id"] == again.json()["id"] != rival.json()["id"]


def test_a_work_is_recorded_with_its_parts(log: Chronicle, desk: Client, document: dict[str, Any]) -> None:
    members = [{"role": "headline", "sha256": "01" * 32}, {"role": "image", "sha256": "02" * 32}]
    made = record(desk, {"form": "open", "members": members}).json()
    assert made["members"] == members
    follows(document, "Record", made)
    log.enter()
    found = Client().post(LOOKUP, {"sha256": "02" * 32}, content_type="application/json").json()["records"]
    assert [(one["id"], one["role"]) for one in found] == [(made["id"], "image")]


def test_a_file_is_hashed_and_forgotten(log: Chronicle, desk: Client) -> None:
    content = png()
    response = desk.post(RECORDS, {"form": "open", "file": upload(content)}, headers=NO_WAIT)
    assert response.status_code == 202
    assert response.json()["sha256"] == hashlib.sha256(content).hexdigest()


def test_an_edit_names_the_record_it_was_made_from(log: Chronicle, desk: Client) -> None:
    first = record(desk, CONTENT).json()
    edit = {"form": "open", "sha256": "cd" * 32, "previous": first["id"]}
    assert_problem(record(desk, edit), 409, "record_waiting")
    log.enter()
    made = record(desk, edit).json()
    assert (made["kind"], made["previous"]) == ("edited_from", first["id"])
    assert_problem(record(desk, {**edit, "previous": "A" * 22}), 400, "bad_record")


def test_a_bundle_is_refused_until_a_checkpoint_covers_the_record(log: Chronicle, desk: Client) -> None:
    made = record(desk, CONTENT).json()
    response = Client().get(made["links"]["bundle"])
    assert_problem(response, 409, "record_waiting")
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"]


def test_a_bundle_is_one_zip(log: Chronicle, desk: Client) -> None:
    made = record(desk, CONTENT).json()
    log.enter()
    log.publish()
    response = Client().get(made["links"]["bundle"], headers={"Accept": "application/zip"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    assert "bundle.zip" in response["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as bundle:
        assert any(name.endswith("leaf.cbor") for name in bundle.namelist())


def test_a_stranger_records_nothing(log: Chronicle, client: Client) -> None:
    assert_problem(record(client, CONTENT), 403, "forbidden")
    assert nothing_recorded()


def test_a_session_without_its_token_records_nothing(log: Chronicle, desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    assert_problem(record(strict, CONTENT), 403, "forbidden")
    assert nothing_recorded()


BAD = [
    {},
    {"form": "open"},
    {"sha256": "ab" * 32},
    {**CONTENT, "form": "public"},
    {**CONTENT, "sha256": "AB" * 32},
    {**CONTENT, "sha256": "ab" * 31},
    {**CONTENT, "sha256": "ab" * 32 + "\n"},
    {**CONTENT, "sha256": None},
    {**CONTENT, "members": [{"role": "text", "sha256": "ab" * 32}]},
    {**CONTENT, "media_type": "JPEG"},
    {**CONTENT, "note": "a field that nobody reads"},
    {**CONTENT, "form": "sealed", "media_type": "image/jpeg"},
    {"form": "open", "members": []},
    {"form": "open", "members": [{"role": "No word", "sha256": "ab" * 32}]},
    {"form": "open", "members": [{"role": "text", "sha256": "ab" * 32, "name": "x"}]},
    {"form": "open", "members": [{"role": "r", "sha256": "ab" * 32}] * 201},
]


@pytest.mark.parametrize("wanted", BAD, ids=lambda wanted: str(wanted)[:60])
def test_what_is_no_record_is_refused_and_leaves_nothing(log: Chronicle, desk: Client, wanted: dict[str, Any]) -> None:
    assert_problem(record(desk, wanted, **{"Idempotency-Key": new_key()}), 400, "bad_record")
    assert nothing_recorded()


@pytest.mark.parametrize("fields", [{}, {"form": "open", "note": "x"}, {"form": "closed"}])
def test_a_form_with_other_fields_is_refused(log: Chronicle, desk: Client, fields: dict[str, str]) -> None:
    assert_problem(desk.post(RECORDS, {**fields, "file": upload(png())}, headers=NO_WAIT), 400, "bad_record")
    assert nothing_recorded()


def test_an_empty_file_is_refused(log: Chronicle, desk: Client) -> None:
    assert_problem(desk.post(RECORDS, {"form": "open", "file": upload(b"")}, headers=NO_WAIT), 400, "bad_record")


@pytest.mark.parametrize("form", ["open", "sealed"])
def test_one_key_stands_for_one_content(log: Chronicle, desk: Client, form: str) -> None:
    key, wanted = {"Idempotency-Key": new_key()}, {**CONTENT, "form": form}
    first, again = record(desk, wanted, **key), record(desk, wanted, **key)
    assert first.json()["id"] == again.json()["id"]
    assert_problem(record(desk, {**wanted, "sha256": "cd" * 32}, **key), 409, "idempotency_key_reused")
    assert Record.objects.count() == 1


def test_keys_of_two_people_do_not_meet(log: Chronicle, desk: Client) -> None:
    key = {"Idempotency-Key": new_key()}
    assert record(desk, CONTENT, **key).status_code == 202
    assert record(member("rival"), {**CONTENT, "sha256": "cd" * 32}, **key).status_code == 202


def test_a_log_that_stands_still_promises_nothing(log: Chronicle, desk: Client) -> None:
    signer_stopped(at=wiring.now(), trouble="rolled_back", sentence="Nothing is signed any more.")
    response = record(desk, CONTENT)
    assert_problem(response, 503, "unavailable")
    assert "stands still" in response.json()["detail"]
    assert nothing_recorded()
    page = desk.post("/records/new", {"form": "open", "understood": "yes", "headline": "x", "once": "a" * 22})
    assert page.status_code == 503
    assert nothing_recorded()
