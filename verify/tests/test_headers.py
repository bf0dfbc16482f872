from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases="__all__")


def test_every_answer_carries_the_walls_of_a_page(client: Client) -> None:
    headers = client.get("/healthz").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "font-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin", "nothing to other sites; without it our own forms fail"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_a_demo_answers_its_own_machine_only(client: Client) -> None:
    assert client.get("/healthz", REMOTE_ADDR="192.168.1.20").status_code == 403
    assert client.get("/healthz", REMOTE_ADDR="127.0.0.1").status_code == 200


def test_a_demo_answers_to_no_other_name(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert client.get("/accounts/login/", HTTP_HOST="evil.example").status_code == 400
    assert client.get("/accounts/login/", HTTP_HOST="127.0.0.1").status_code == 200


@pytest.mark.parametrize(("path", "kind"), [("/", "text/html"), ("/api/v1/verifications", "application/problem+json")])
def test_a_body_larger_than_the_largest_film_is_answered_before_anything_looks_at_it(
    client: Client, path: str, kind: str
) -> None:
    answer = client.post(path, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="900000000")
    assert answer.status_code == 413
    assert answer.headers["Content-Type"].startswith(kind)
    assert b"800 MB" in answer.content


def test_health_names_the_store_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError, connections

    def gone(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connections["jobs"], "cursor", gone)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"the store jobs does not answer\n")
