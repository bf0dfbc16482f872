"""A file goes in, waits, is checked in the real sandbox, and its report comes out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from django.db import connections
from django.test import Client

from verify.api.tests.checking import check_all, working
from verify.api.tests.media import VERIFICATIONS, new_key, png, post, upload


@pytest.fixture(scope="module")
def _worker(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), working():
        yield


@pytest.mark.usefixtures("_worker")
def test_a_caller_who_does_not_wait_is_told_where_to_ask(client: Any) -> None:
    response = post(client, png())

    assert response.status_code == 202
    body = response.json()
    assert response["Location"] == f"{VERIFICATIONS}/{body['id']}" == body["links"]["self"]
    assert response["Retry-After"] == "1"
    assert (body["state"], body["report"], body["problem"]) == ("queued", None, None)
    assert body["links"]["page"] == f"/c/{body['id']}"


@pytest.mark.usefixtures("_worker")
def test_the_report_is_read_once_it_is_there(client: Any, document: dict[str, Any]) -> None:
    started = post(client, png())
    waiting = client.get(started["Location"])
    check_all()

    response = client.get(started["Location"])

    assert (waiting.status_code, waiting["Retry-After"], waiting.json()["state"]) == (200, "1", "queued")
    body = response.json()
    assert (response.status_code, body["state"], "Retry-After" in response) == (200, "done", False)
    assert body["report"]["credentials"]["code"] == "no_credentials"
    assert (body["report"]["media"]["width"], body["report"]["media"]["type"]) == (4, "image/png")
    follows(document, "Verification", body)


@pytest.mark.usefixtures("_worker")
def test_claims_go_to_the_uploader_once_and_to_nobody_else(client: Any) -> None:
    key = new_key()
    started = post(client, png(note=b"a caption"), **{"Idempotency-Key": key})
    check_all()

    read = client.get(started["Location"]).json()
    first = post(client, png(note=b"a caption"), **{"Idempotency-Key": key})
    second = post(client, png(note=b"a caption"), **{"Idempotency-Key": key})

    assert "claims" not in read
    assert "uploader_token" not in read
    assert first.status_code == second.status_code == 201
    assert isinstance(first.json()["claims"], list)
    assert "claims" not in second.json()


@pytest.mark.usefixtures("_worker")
def test_what_the_sandbox_finds_unreadable_is_refused_in_words(client: Any, document: dict[str, Any]) -> None:
    started = post(client, unreadable())
    check_all()

    response = client.get(started["Location"])

    body = response.json()
    assert (response.status_code, body["state"], body["report"]) == (200, "refused", None)
    assert body["problem"]["code"] == "refused.damaged"
    assert body["problem"]["status"] == 422
    follows(document, "Verification", body)


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.usefixtures("_worker")
class TestWaiting:
    """While a worker works beside the waiting caller."""

    def test_the_report_comes_with_the_answer(self, client: Any, document: dict[str, Any]) -> None:
        with checking_beside():
            response = client.post(VERIFICATIONS, {"file": upload(png(note=b"words"))})

        body = response.json()
        assert response.status_code == 201, body
        assert body["report"]["headline"]["code"] == "no_credentials"
        assert isinstance(body["claims"], list)
        follows(document, "StartedVerification", body)

    def test_an_unreadable_file_is_422_and_nothing_stays(self, client: Any, nothing_stored: Any) -> None:
        with checking_beside():
            response = client.post(VERIFICATIONS, {"file": upload(unreadable())})

        assert (response.status_code, response.json()["code"]) == (422, "refused.damaged")
        assert response["Content-Type"] == "application/problem+json"
        forget_jobs()
        nothing_stored()


def unreadable() -> bytes:
    """A PNG whose header is in order and whose picture is not."""
    whole = png()
    at = whole.index(b"IDAT") + 4
    return whole[:at] + bytes(8) + whole[at + 8 :]


class checking_beside:  # noqa: N801 - reads as a phrase
    """Checks what comes in, on a thread of its own."""

    def __enter__(self) -> None:
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def work(self) -> None:
        while not self.over.is_set():
            check_all()
            time.sleep(0.02)
        connections.close_all()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def forget_jobs() -> None:
    """The worker that was played here does not run jobs, so theirs are left over."""
    from verify.jobs.models import Job

    Job.objects.all().delete()


def follows(document: dict[str, Any], shape: str, body: object) -> None:
    """The body is what the schema says it is, down to the last step."""
    schema = {"$ref": f"#/components/schemas/{shape}", "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(body)


def test_two_clients_have_nothing_in_common(client: Any) -> None:
    one, other = post(client, png()).json(), post(Client(), png()).json()

    assert one["id"] != other["id"]
    assert one["uploader_token"] != other["uploader_token"]
