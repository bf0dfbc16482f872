"""Where a page leads to afterwards may stand in a link of anybody: it is followed only where it is ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from verify.accounts.models import User

pytestmark = pytest.mark.django_db(databases=["default", "jobs", "keys"])
WORDS = "correct horse battery"
ELSEWHERE = ["https://evil.example.org/", "//evil.example.org/", "/\\evil.example.org", "https:evil.example.org",
             "javascript:alert(1)", "\thttps://evil.example.org", "http://testserver@evil.example.org/"]  # fmt: skip


@pytest.fixture(autouse=True)
def _ada() -> None:
    cache.clear()
    User.objects.create_user("ada", "ada@example.org", WORDS)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_log_in_leads_nowhere_else(client: Client, where: str) -> None:
    answer = client.post("/accounts/login/", {"login": "ada", "password": WORDS, "next": where})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


def test_a_way_back_of_our_own_is_taken(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "ada", "password": WORDS, "next": "/account"})
    assert answer.headers["Location"] == "/account", "else the test above proves nothing"


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.parametrize("page", ["/account/step-up", "/account/confirm", "/accounts/logout/"])
def test_pages_that_lead_back_do_not_either(client: Client, page: str, where: str, settings: Any) -> None:
    client.force_login(User.objects.get())
    answer = client.get(f"{page}?{urlencode({'next': where})}")
    told = answer.headers.get("Location", "") + answer.content.decode()
    assert "evil.example.org" not in told or f"next={where}" not in answer.headers.get("Location", "")
    assert not answer.headers.get("Location", "").startswith(("http", "//", "/\\", "javascript"))
