"""The same call sent twice starts one verification."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from verify.api.models import AnsweredCall
from verify.api.tests.conftest import quarantined
from verify.api.tests.media import NOT_WAITING, VERIFICATIONS, new_key, png, post, upload
from verify.api.tests.test_malformed_requests import assert_problem
from verify.cases.models import Verification

# The beginning of a manifest store: a JUMBF superbox with its description.
SIDECAR = bytes.fromhex(
    "0000003a6a756d62000000226a756d6463327061001100108000 00aa00389b7103633270610000000010"
) + bytes(16)


def test_the_same_key_and_file_give_the_same_verification(client: Any) -> None:
    key = new_key()

    first, again = (post(client, png(), **{"Idempotency-Key": key}).json() for _ in range(2))

    assert first["id"] == again["id"]
    assert first["uploader_token"] == again["uploader_token"]
    assert Verification.objects.count() == 1
    assert len(quarantined()) == 1


def test_the_same_link_gives_the_same_verification(client: Any) -> None:
    headers = NOT_WAITING | {"Idempotency-Key": new_key()}
    body = {"url": "https://example.org/photo.jpg"}

    first, again = (
        client.post(VERIFICATIONS, body, content_type="application/json", headers=headers).json() for _ in range(2)
    )

    assert first["id"] == again["id"]


def test_another_key_starts_another_verification(client: Any) -> None:
    ids = {post(client, png(), **{"Idempotency-Key": new_key()}).json()["id"] for _ in range(2)}

    assert len(ids) == 2


def test_a_key_used_for_another_file_is_a_conflict(client: Any) -> None:
    key = new_key()
    post(client, png(), **{"Idempotency-Key": key})

    response = post(client, png(note=b"other"), **{"Idempotency-Key": key})

    assert_problem(response, 409, "idempotency_key_reused")
    assert Verification.objects.count() == 1


def test_a_sidecar_makes_it_another_call(client: Any) -> None:
    headers = NOT_WAITING | {"Idempotency-Key": new_key()}
    client.post(VERIFICATIONS, {"file": upload(png())}, headers=headers)

    response = client.post(VERIFICATIONS, {"file": upload(png()), "sidecar": upload(SIDECAR)}, headers=headers)

    assert_problem(response, 409, "idempotency_key_reused")


def test_a_key_is_another_callers_own(client: Any, django_user_model: Any) -> None:
    key = new_key()
    reporter = Client()
    reporter.force_login(django_user_model.objects.create_user("reporter", password="x" * 20))

    mine = post(reporter, png(), **{"Idempotency-Key": key}).json()
    theirs = post(client, png(), **{"Idempotency-Key": key}).json()

    assert mine["id"] != theirs["id"]


def test_neither_key_nor_digest_of_the_file_is_stored(client: Any) -> None:
    import hashlib

    key = new_key()
    post(client, png(), **{"Idempotency-Key": key})

    stored = str(AnsweredCall.objects.values().get())

    assert key not in stored
    assert hashlib.sha256(key.encode()).hexdigest() not in stored
    assert hashlib.sha256(png()).hexdigest() not in stored


def test_a_refused_file_does_not_use_up_its_key(client: Any) -> None:
    key = new_key()
    post(client, b"just words", **{"Idempotency-Key": key})

    assert post(client, png(), **{"Idempotency-Key": key}).status_code == 202


def test_a_key_is_free_again_when_its_verification_has_expired(client: Any) -> None:
    key = new_key()
    first = post(client, png(), **{"Idempotency-Key": key}).json()
    Verification.objects.update(expires_at=timezone.now())

    again = post(client, png(), **{"Idempotency-Key": key})

    assert again.status_code == 202
    assert again.json()["id"] != first["id"]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_many_at_once_one_wins_and_all_get_its_verification() -> None:
    key, ids = new_key(), []

    def call() -> None:
        ids.append(post(Client(), png(), **{"Idempotency-Key": key}).json()["id"])
        connections.close_all()

    threads = [threading.Thread(target=call) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(ids) == 6
    assert len(set(ids)) == 1
    assert set(ids) == set(Verification.objects.values_list("pk", flat=True))
    assert len(quarantined()) == 1
