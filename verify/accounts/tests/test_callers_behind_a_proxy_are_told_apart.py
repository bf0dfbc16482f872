"""Behind a proxy every request comes from the proxy; only what it wrote tells one caller from another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from verify.accounts.models import User
from verify.tests.test_settings_fail_loudly import PRODUCTION, manage

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
# A proxy over a local socket: the web server sees no address at all.
NO_ADDRESS = ""
TRUSTED = "from django.conf import settings; print(getattr(settings, 'ALLAUTH_TRUSTED_PROXY_COUNT', 0))"


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> None:
    cache.clear()
    settings.DEMO = False  # a demo has no proxy and answers nobody without an address
    settings.SECURE_SSL_REDIRECT = False
    User.objects.create_user("ada", "ada@example.org", "correct horse battery")


def guess(client: Client, forwarded: str, password: str = "wrong") -> int:
    form = {"login": "ada", "password": password}
    answer = client.post("/accounts/login/", form, REMOTE_ADDR=NO_ADDRESS, HTTP_X_FORWARDED_FOR=forwarded)
    return answer.status_code


def exhaust(client: Client, written: Callable[[int], str]) -> None:
    """Wrong guesses at names that nobody has, so that only the caller's own count is used up."""
    for n in range(12):
        form = {"login": f"nobody{n}", "password": "wrong"}
        client.post("/accounts/login/", form, REMOTE_ADDR=NO_ADDRESS, HTTP_X_FORWARDED_FOR=written(n))


def test_one_who_guesses_shuts_nobody_else_out(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    exhaust(client, lambda n: "192.0.2.7")
    guess(client, "192.0.2.8", "correct horse battery")
    assert "_auth_user_id" in client.session


def test_nobody_escapes_by_writing_the_header_oneself(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    exhaust(client, lambda n: f"198.51.100.{n}, 192.0.2.7")
    guess(client, "198.51.100.99, 192.0.2.7", "correct horse battery")
    assert "_auth_user_id" not in client.session


def test_without_the_setting_nobody_could_log_in_behind_a_local_socket(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert guess(client, "192.0.2.8", "correct horse battery") == 403


@pytest.mark.parametrize(("trusted", "count"), [("0", "0"), ("1", "1")])
def test_production_believes_exactly_the_proxy_that_it_was_told_of(tmp_path: Any, trusted: str, count: str) -> None:
    done = manage(tmp_path, "shell", "-v0", "-c", TRUSTED, TRUST_PROXY=trusted, **PRODUCTION)
    assert done.stdout.strip().splitlines()[-1] == count, done.stderr
