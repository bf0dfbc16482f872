"""Somebody else holds a store for longer than a writer waits: that is told as it is, and not as a failure of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

PATIENCE_MS = 50
pytestmark = [
    pytest.mark.django_db(databases="__all__", transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="rows, not files, are held on a server"),
]
IDA = {"login": "ida", "password": "a long pass phrase"}


@pytest.fixture
def held() -> Iterator[None]:
    get_user_model().objects.create_user("ida", password=IDA["password"])
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        connection.ensure_connection()
        connection.connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("held")
def test_a_person_is_told_to_come_back_and_that_nothing_is_lost() -> None:
    answer = Client(raise_request_exception=False).post("/accounts/login/", IDA)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "nothing is lost" in answer.text


def test_what_we_break_ourselves_stays_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.pages.views.start.render", None)
    assert Client(raise_request_exception=False).get("/").status_code == 500
