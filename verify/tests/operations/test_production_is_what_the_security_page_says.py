"""The settings that a production start really has, read from a Python of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verify.tests.test_settings_fail_loudly import PRODUCTION, manage

FACTS = """
import json
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from verify.accounts.wallets.sessions import COOKIE
names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
         "SESSION_COOKIE_PATH", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
         "CSRF_COOKIE_HTTPONLY",
         "CSRF_COOKIE_SAMESITE", "CSRF_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "DEBUG", "SECURE_HSTS_SECONDS",
         "SECURE_SSL_REDIRECT", "INSTALLED_APPS", "MIDDLEWARE", "SESSION_ENGINE", "SESSION_SERIALIZER"]
facts = {name: getattr(settings, name) for name in names}
hasher = get_hasher()
print(json.dumps(facts | {"hasher": hasher.algorithm, "iterations": hasher.iterations, "wallet": COOKIE}))
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("production")
    done = manage(folder, "shell", "-v0", "-c", FACTS, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return read


@pytest.mark.parametrize("kind", ["SESSION", "CSRF"])
def test_cookies_belong_to_this_host_alone(facts: dict[str, Any], kind: str) -> None:
    assert facts[f"{kind}_COOKIE_NAME"].startswith("__Host-")
    # Browsers throw such a cookie away unless all three hold.
    assert facts[f"{kind}_COOKIE_SECURE"] is True
    assert facts[f"{kind}_COOKIE_PATH"] == "/"
    assert facts[f"{kind}_COOKIE_DOMAIN"] is None


def test_the_wallet_s_cookie_does_as_well(facts: dict[str, Any]) -> None:
    assert facts["wallet"] == "__Host-wallet"


@pytest.mark.parametrize(("kind", "site"), [("SESSION", "Lax"), ("CSRF", "Strict")])
def test_no_script_and_no_other_site_gets_at_them(facts: dict[str, Any], kind: str, site: str) -> None:
    assert facts[f"{kind}_COOKIE_HTTPONLY"] is True
    assert facts[f"{kind}_COOKIE_SAMESITE"] == site


def test_https_is_asked_for_a_year(facts: dict[str, Any]) -> None:
    assert facts["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert facts["SECURE_SSL_REDIRECT"] is True
    assert facts["DEBUG"] is False


def test_passwords_are_hashed_slowly(facts: dict[str, Any]) -> None:
    assert facts["hasher"] == "pbkdf2_sha256"
    assert facts["iterations"] >= 600_000, "OWASP's figure for PBKDF2 with SHA-256"


def test_sessions_are_rows_that_can_be_ended_and_hold_no_code(facts: dict[str, Any]) -> None:
    assert facts["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"
    assert facts["SESSION_SERIALIZER"].endswith("JSONSerializer")


def test_no_other_origin_is_let_in_for_all(facts: dict[str, Any]) -> None:
    assert not [name for name in (*facts["INSTALLED_APPS"], *facts["MIDDLEWARE"]) if "cors" in name.lower()]
