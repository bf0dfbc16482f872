"""Counts add up whoever counts, and a store that does not answer stops nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from verify.tallies import services
from verify.tallies.selectors import last_beat, tallies_of
from verify.tallies.services import beat, tally
from verify.tests.wallets.racing import races

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db(databases=["default", "jobs"], transaction=True)
def test_two_at_once_are_two() -> None:
    def count(_racer: int, number: int) -> bool:
        tally("verdicts", f"code {number % 3}")
        return True

    assert races(30, count) == [2] * 30
    assert tallies_of("verdicts") == {"code 0": 20, "code 1": 20, "code 2": 20}


@pytest.mark.django_db(databases=["jobs"])
def test_the_newest_beat_counts() -> None:
    assert last_beat("worker") is None
    beat("worker", AT)
    beat("worker", AT + timedelta(seconds=5))
    assert last_beat("worker") == AT + timedelta(seconds=5)


@pytest.mark.django_db(databases=["jobs"])
def test_a_lost_count_stops_no_work(monkeypatch: Any) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(services, "_more", fail)
    tally("verdicts", "no_credentials")
    assert tallies_of("verdicts") == {}
