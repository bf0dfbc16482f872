"""By which way and how it ended; a name, an address or a password is in no line."""

from __future__ import annotations

import json
import logging

import pytest
import structlog
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from verify.accounts.models import User

pytestmark = pytest.mark.django_db(databases=["default", "jobs", "keys"])
WORDS = "correct horse battery"
ADDRESS = "127.0.0.93"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()
    User.objects.create_user("ada-of-the-desk", "ada@example.org", WORDS, is_staff=True)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    from verify.accounts import watching

    heard: list[dict[str, object]] = []

    def hear(_logger: object, name: str, line: dict[str, object]) -> dict[str, object]:
        heard.append({**line, "level": name})
        raise structlog.DropEvent

    monkeypatch.setattr(watching, "log", structlog.wrap_logger(logging.getLogger("accounts"), processors=[hear]))
    return heard


def log_in(client: Client, password: str) -> None:
    client.post("/accounts/login/", {"login": "ada-of-the-desk", "password": password}, REMOTE_ADDR=ADDRESS)


def test_log_ins_and_log_outs_are_told_with_their_way(client: Client, lines: list[dict[str, object]]) -> None:
    log_in(client, WORDS)
    client.post("/accounts/logout/")
    assert lines == [
        {"event": "log-in", "kind": "password", "level": "info"},
        {"event": "log-out", "level": "info"},
    ]


def test_a_wrong_password_is_told_and_nobody_is_named(client: Client, lines: list[dict[str, object]]) -> None:
    log_in(client, "a wrong password of hers")
    assert lines == [{"event": "log-in refused", "kind": "password", "level": "warning"}]
    said = json.dumps(lines)
    assert not [word for word in ("ada", ADDRESS, "hers") if word in said]


def test_what_needs_a_second_factor_is_told_when_it_is_asked_for_without(
    client: Client, lines: list[dict[str, object]], settings: object
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    client.force_login(User.objects.get())
    lines.clear()
    User.objects.update(is_superuser=True)
    client.get("/admin/accounts/organisation/add/")
    assert {"event": "step-up needed", "level": "warning"} in lines


def test_another_password_and_factors_that_come_and_go_are_told(client: Client, lines: list[dict[str, object]]) -> None:
    from allauth.mfa.signals import authenticator_removed

    log_in(client, WORDS)
    lines.clear()
    form = {"oldpassword": WORDS, "password1": "seven grey herons", "password2": "seven grey herons"}
    client.post("/accounts/password/change/", form)
    authenticator_removed.send(
        Authenticator, request=None, user=None, authenticator=Authenticator(type=Authenticator.Type.TOTP)
    )
    assert [line["event"] for line in lines] == ["password changed", "second factor removed"]
