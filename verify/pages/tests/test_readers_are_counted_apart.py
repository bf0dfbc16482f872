"""Who asks a page too often is told so, one by one, also behind a proxy; no address is kept for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from rest_framework.settings import api_settings

from verify.callers import counts
from verify.pages import pace

pytestmark = pytest.mark.usefixtures("stores", "data_dir")


@pytest.fixture(autouse=True)
def _two_a_minute(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.DEMO = False
    monkeypatch.setattr(pace, "CHECKS_A_MINUTE", 2)
    counts.clear()
    yield
    counts.clear()


def asked(forwarded: str, own: str = "10.0.0.1") -> int:
    return Client(REMOTE_ADDR=own).post("/check", headers={"X-Forwarded-For": forwarded}).status_code


def test_readers_behind_our_proxy_are_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    assert [asked(f"203.0.113.{number}") for number in range(4)] == [400] * 4
    assert [asked("203.0.113.77") for _time in range(3)] == [400, 400, 429]
    assert asked("1.2.3.4, 203.0.113.77") == 429, "what a reader adds in front of the proxy's entry does not help"


def test_without_a_proxy_a_forwarded_address_is_not_believed() -> None:
    assert [asked(f"203.0.113.{number}") for number in range(3)] == [400, 400, 429]
    assert asked("203.0.113.1", own="10.0.0.2") == 400


def entries() -> int:
    with connections["jobs"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache_entries")
        return int(cursor.fetchone()[0])


def test_counting_writes_nothing_to_a_disk() -> None:
    before = entries()  # of tests that this process ran before; the table is not of one test alone
    assert asked("203.0.113.1") == 400
    assert entries() == before
