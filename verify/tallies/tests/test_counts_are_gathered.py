"""Counts are gathered in memory and written together; one that waits for its store is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from verify.tallies import services
from verify.tallies.flushing import Flushing
from verify.tallies.selectors import first_day, tallies_of, tallies_since
from verify.tallies.services import DAYS_KEPT, flush, gathering, tallies_prune, tally, tally_if_gathered

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
STORES = ["default", "jobs"]


@pytest.fixture
def gathered() -> Iterator[None]:
    gathering.begin()
    yield
    gathering.end()
    gathering.take()


@pytest.mark.django_db(databases=STORES)
def test_nothing_is_written_before_the_flush_and_everything_by_it(gathered: None) -> None:
    tally("verdicts", "captured", 2)
    tally("verdicts", "captured")
    assert tallies_of("verdicts") == {}
    flush(AT)
    flush(AT)
    assert tallies_of("verdicts") == {"captured": 3}


@pytest.mark.django_db(databases=STORES)
def test_counts_wait_for_a_store_that_is_away(gathered: None, monkeypatch: Any) -> None:
    def away(*_: object) -> None:
        raise DatabaseError

    tally("verdicts", "captured")
    with monkeypatch.context() as patched:
        patched.setattr(services, "_more", away)
        flush(AT)
        tally("verdicts", "captured")
    flush(AT)
    assert tallies_of("verdicts") == {"captured": 2}


@pytest.mark.django_db(databases=STORES)
def test_what_happens_with_every_request_is_counted_only_where_that_costs_no_write() -> None:
    tally_if_gathered("answers", "read answered")
    assert tallies_of("answers") == {}


@pytest.mark.django_db(databases=STORES)
def test_days_are_kept_of_what_a_budget_needs_and_forgotten_after_it(gathered: None) -> None:
    for days_ago in (0, 1, DAYS_KEPT + 1):
        tally("answers", "read answered")
        tally("verdicts", "captured")
        flush(AT - timedelta(days=days_ago))
    assert tallies_since("answers", AT.date()) == {"read answered": 1}
    assert tallies_since("answers", AT.date() - timedelta(days=1)) == {"read answered": 2}
    assert tallies_since("verdicts", AT.date() - timedelta(days=90)) == {}
    tallies_prune(AT)
    assert first_day("answers") == AT.date() - timedelta(days=1)
    assert tallies_of("answers") == {"read answered": 3}


@pytest.mark.django_db(databases=STORES, transaction=True)
def test_a_web_process_writes_its_last_counts_when_it_ends() -> None:
    flushing = Flushing()
    flushing.start()
    try:
        tally_if_gathered("answers", "write answered")
        flushing.stop()
    finally:
        gathering.end()
    assert tallies_of("answers") == {"write answered": 1}
