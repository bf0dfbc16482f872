"""Answers are counted by how they ended, and thirty days of them say how much of the budget is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from verify.seeing.answers import label_of
from verify.seeing.budget import budgets
from verify.tallies.services import flush, gathering, tally

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def gathered() -> Iterator[None]:
    gathering.begin()
    yield
    gathering.end()
    gathering.take()


@pytest.mark.parametrize(
    ("method", "status", "label"),
    [
        ("GET", 200, "read answered"), ("GET", 404, "read answered"), ("HEAD", 304, "read answered"),
        ("POST", 422, "write answered"), ("POST", 429, "write shed"), ("POST", 503, "write unavailable"),
        ("DELETE", 500, "write failed"), ("GET", 502, "read failed"),
    ],
)  # fmt: skip
def test_answers_are_told_apart_by_how_they_ended(method: str, status: int, label: str) -> None:
    assert label_of(method, status) == label


def test_requests_are_counted_and_monitoring_is_not(monkeypatch: Any) -> None:
    client = Client(raise_request_exception=False)
    client.get("/about")
    client.get("/no-such-page")
    client.get("/healthz")
    client.post("/api/v1/verifications", {})
    monkeypatch.setattr("verify.pages.views.start.render", None)
    assert client.get("/").status_code == 500
    counts = gathering.take()
    answers = {label: count for (name, label), count in counts.items() if name == "answers"}
    assert answers == {"read answered": 2, "write answered": 1, "read failed": 1}


def test_the_budget_is_spent_by_what_was_not_answered_and_by_nothing_else() -> None:
    _count(AT - timedelta(days=31), {"read failed": 900})
    _count(AT - timedelta(days=29), {"read answered": 19_990, "read failed": 1})
    _count(AT, {"write answered": 9_990, "write unavailable": 9, "write shed": 10})
    everything, read = budgets(AT)
    assert (everything.asked, everything.lost) == (30_000, 10)
    assert everything.spent == pytest.approx(10 / 30)
    assert (read.asked, read.lost) == (19_991, 1)
    assert read.spent == pytest.approx(1 / 1.9991)
    assert everything.since == (AT - timedelta(days=29)).date()


def test_a_site_that_nobody_asked_has_no_availability() -> None:
    assert [one.availability for one in budgets(AT)] == [None, None]


def _count(at: datetime, counts: dict[str, int]) -> None:
    for label, times in counts.items():
        tally("answers", label, times)
    flush(at)
