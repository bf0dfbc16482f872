"""Errors of every kind are problem details; faults of ours say nothing about the file."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.test import Client, override_settings
from rest_framework.settings import api_settings

from verify.api import views
from verify.api.problems import KINDS, LINK_STATUS, verification_problem
from verify.api.tests.media import VERIFICATIONS, png, post
from verify.api.tests.test_malformed_requests import assert_problem
from verify.callers import counts
from verify.cases.errors import Busy, NoRoom
from verify.fetch.sentences import SENTENCES as LINK_SENTENCES


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/verifications", "/api/v1/verifications/"]
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options", "trace"])
def test_unknown_addresses_are_not_found(client: Any, path: str, method: str) -> None:
    assert_problem(getattr(client, method)(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", VERIFICATIONS, "POST"),
        ("PUT", VERIFICATIONS, "POST"),
        ("OPTIONS", VERIFICATIONS, "POST"),
        ("TRACE", VERIFICATIONS, "POST"),
        ("BREW", VERIFICATIONS, "POST"),
        ("POST", f"{VERIFICATIONS}/{'A' * 22}", "GET, HEAD, DELETE"),
        ("PATCH", f"{VERIFICATIONS}/{'A' * 22}", "GET, HEAD, DELETE"),
        ("POST", "/api/v1/schema", "GET, HEAD"),
    ],
)
def test_other_methods_are_refused_with_those_that_are_allowed(
    client: Any, method: str, path: str, allowed: str
) -> None:
    response = client.generic(method, path)

    assert_problem(response, 405, "method_not_allowed")
    assert response["Allow"] == allowed


@pytest.mark.parametrize("accept", ["text/html", "image/png", "application/xml"])
def test_other_media_types_are_not_acceptable(client: Any, accept: str) -> None:
    assert_problem(client.get("/api/v1/schema", headers={"Accept": accept}), 406, "not_acceptable")


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "application/*", "text/html, */*;q=0.1", "application/problem+json"]
)
def test_json_is_acceptable_in_many_words(client: Any, accept: str) -> None:
    assert client.get("/api/v1/schema", headers={"Accept": accept}).status_code == 200


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(api_settings, "DEFAULT_THROTTLE_RATES", {"check": "2/min", "read": "2/min"})
    yield
    counts.clear()


@pytest.mark.usefixtures("_few")
def test_who_asks_too_often_is_told_when_to_come_back(client: Any) -> None:
    answers = [post(client, b"") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [400, 400, 429]
    assert_problem(answers[-1], 429, "throttled")
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60


@pytest.mark.usefixtures("_few")
def test_callers_are_counted_apart_and_forged_addresses_do_not_help() -> None:
    for _ in range(2):
        post(Client(REMOTE_ADDR="127.0.0.2"), b"")

    assert post(Client(REMOTE_ADDR="127.0.0.2"), b"", **{"X-Forwarded-For": "127.0.0.9"}).status_code == 429
    assert post(Client(REMOTE_ADDR="127.0.0.3"), b"").status_code == 400


@pytest.mark.usefixtures("_few")
def test_a_whole_ipv6_network_is_one_caller_and_mapped_addresses_are_not() -> None:
    network = [f"2001:db8:0:1::{number}" for number in range(1, 4)]
    mapped = [f"::ffff:192.0.2.{number}" for number in range(1, 4)]

    assert _asked_from(network) == [400, 400, 429]
    assert _asked_from(mapped) == [400, 400, 400]


def _asked_from(addresses: list[str]) -> list[int]:
    # A demo answers loopback alone.
    with override_settings(DEMO=False):
        return [post(Client(REMOTE_ADDR=address), b"").status_code for address in addresses]


def test_no_address_is_kept_for_counting() -> None:
    before = rows_of_the_cache()  # of tests that this process ran before

    post(Client(REMOTE_ADDR="127.0.0.77"), b"")

    assert len(counts.memory._cache) == 1
    assert "127.0.0.77" not in str(counts.memory._cache)
    assert rows_of_the_cache() == before


def rows_of_the_cache() -> int:
    with connections["jobs"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache_entries")
        return int(cursor.fetchone()[0])


FAULTS = {
    "anything": (RuntimeError("a secret detail"), 500, "internal"),
    "a locked store": (OperationalError("database is locked"), 503, "unavailable"),
    "a full disk": (OSError(errno.ENOSPC, "No space left on device"), 503, "unavailable"),
    "no more descriptors": (OSError(errno.EMFILE, "Too many open files"), 503, "unavailable"),
    "another fault of the system": (OSError(errno.EIO, "Input/output error"), 500, "internal"),
    "a long queue": (Busy(), 503, "unavailable"),
    "a full quarantine": (NoRoom(), 503, "unavailable"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_ours_is_said_as_ours(client: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    fault, status, code = FAULTS[name]

    def fail(**_: object) -> None:
        raise fault

    monkeypatch.setattr(views, "verification_start_once", fail)
    response = post(client, png())

    assert_problem(response, status, code)
    assert b"secret" not in response.content
    assert ("Retry-After" in response) == (status == 503)


def test_every_code_of_a_stored_refusal_has_words_and_a_status() -> None:
    for code in [*LINK_SENTENCES, "refused.damaged", "failed.interrupted", "failed.no_room", "refused.unheard_of", "x"]:
        found = verification_problem(code, {"limit": "100 MB"})
        assert 400 <= found.status < 600
        assert len(found.detail.split()) >= 4


def test_faults_stored_with_a_verification_are_500s_and_refusals_400s() -> None:
    assert verification_problem("failed.interrupted", {}).status == 500
    assert verification_problem("failed.busy", {}).status == 503
    assert all(verification_problem(code, {"limit": "1 MB"}).status < 500 for code in LINK_SENTENCES)


def test_every_link_status_belongs_to_a_code_of_the_fetcher() -> None:
    assert set(LINK_STATUS) <= set(LINK_SENTENCES)


def test_problem_sentences_never_use_the_words_we_avoid() -> None:
    said = (
        " ".join(f"{kind.title} {kind.detail}" for kind in KINDS.values()).lower().replace(",", " ").replace(".", " ")
    )
    assert not {"true", "fake", "verified", "guaranteed"} & set(said.split())


def test_a_host_name_that_is_not_ours_is_a_problem_too(client: Any) -> None:
    assert_problem(client.get("/api/v1/schema", headers={"Host": "elsewhere.example"}), 400, "malformed")


def test_a_fault_before_any_view_is_a_problem_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_request", fail)
    response = Client(raise_request_exception=False).get("/api/v1/schema")

    assert_problem(response, 500, "internal")
    assert b"secret" not in response.content


def test_people_get_a_page_for_the_same_errors(client: Any) -> None:
    response = client.get("/nothing-here")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
