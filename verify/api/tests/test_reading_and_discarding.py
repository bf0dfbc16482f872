"""Whoever holds the id reads; only who sent the file discards; what is not there looks like what never was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from verify.api.tests.conftest import quarantined
from verify.api.tests.media import VERIFICATIONS, png, post, telling
from verify.api.tests.test_malformed_requests import assert_problem
from verify.cases.models import Verification


def test_a_strangers_verification_is_read_by_its_id() -> None:
    started = post(Client(), png())

    assert Client().get(started["Location"]).status_code == 200


def test_a_reader_gets_no_cookie() -> None:
    started = post(Client(), png())

    assert not Client().get(started["Location"]).cookies


NOWHERE = ("x", "A" * 22, "A" * 21, "A" * 23, "..%2f..%2fetc%2fpasswd", "%00" * 22, "%ff%fe", "a%20b", "A" * 2000, "é")


@pytest.mark.parametrize("unknown", NOWHERE)
def test_ids_of_nothing_are_not_found(client: Any, unknown: str) -> None:
    assert_problem(client.get(f"{VERIFICATIONS}/{unknown}"), 404, "not_found")
    assert_problem(client.delete(f"{VERIFICATIONS}/{unknown}"), 404, "not_found")


def test_an_expired_verification_looks_like_one_that_never_was(client: Any) -> None:
    started = post(client, png())
    Verification.objects.update(expires_at=timezone.now())

    expired, never = client.get(started["Location"]), client.get(f"{VERIFICATIONS}/{'A' * 22}")

    assert (expired.status_code, expired.content) == (never.status_code, never.content)
    assert telling(expired) == telling(never)


def test_a_teams_verification_is_not_there_for_strangers(django_user_model: Any) -> None:
    reporter = Client()
    reporter.force_login(django_user_model.objects.create_user("reporter", password="x" * 20))
    started = post(reporter, png())

    assert reporter.get(started["Location"]).status_code == 200
    assert_problem(Client().get(started["Location"]), 404, "not_found")


def test_who_sent_the_file_discards_it(client: Any) -> None:
    started = post(client, png())

    gone = client.delete(started["Location"], headers={"Uploader-Token": started.json()["uploader_token"]})

    assert (gone.status_code, gone.content) == (204, b"")
    assert_problem(client.get(started["Location"]), 404, "not_found")
    assert quarantined() == []
    assert not Verification.objects.exists()


@pytest.mark.parametrize("token", [None, "", "x", "A" * 43, "A" * 5000, "é" * 30])
def test_nobody_else_discards_it(client: Any, token: str | None) -> None:
    started = post(client, png())

    response = client.delete(started["Location"], headers={} if token is None else {"Uploader-Token": token})

    assert_problem(response, 404, "not_found")
    assert Verification.objects.count() == 1


def test_a_session_discards_its_own_without_a_token(django_user_model: Any) -> None:
    reporter = Client()
    reporter.force_login(django_user_model.objects.create_user("reporter", password="x" * 20))
    started = post(reporter, png())

    assert "uploader_token" not in started.json()
    assert reporter.delete(started["Location"]).status_code == 204


def test_a_session_must_send_its_csrf_token(django_user_model: Any) -> None:
    reporter = Client(enforce_csrf_checks=True)
    reporter.force_login(django_user_model.objects.create_user("reporter", password="x" * 20))

    assert_problem(post(reporter, png()), 403, "forbidden")
    assert quarantined() == []


def test_a_token_brought_back_makes_the_next_file_the_same_senders(client: Any) -> None:
    token = post(client, png()).json()["uploader_token"]

    second = post(client, png(note=b"next"), **{"Uploader-Token": token})

    assert client.delete(second["Location"], headers={"Uploader-Token": token}).status_code == 204


def test_a_token_sent_along_does_not_lock_a_team_out_of_its_own(client: Any, django_user_model: Any) -> None:
    strangers_token = post(client, png()).json()["uploader_token"]
    reporter = Client()
    reporter.force_login(django_user_model.objects.create_user("reporter", password="x" * 20))
    started = post(reporter, png())

    assert reporter.get(started["Location"], headers={"Uploader-Token": strangers_token}).status_code == 200


def test_head_answers_like_get_without_a_body(client: Any) -> None:
    started = post(client, png())

    response = client.head(started["Location"])

    assert (response.status_code, response.content) == (200, b"")
