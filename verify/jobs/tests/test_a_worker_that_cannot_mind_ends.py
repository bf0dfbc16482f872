"""A worker whose own duties fail ends with its fault: one that keeps no leases must not work on unseen."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest

from verify.jobs import kinds
from verify.jobs.worker import Duty, Stopping, work_until_stopped

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(autouse=True)
def nothing_to_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "kinds", list)


def test_a_fault_of_its_own_ends_it_and_all_its_threads(tmp_path: Path) -> None:
    def fault(at: datetime) -> None:
        raise AttributeError("planted")

    stopping = Stopping()
    with pytest.raises(AttributeError, match="planted"):
        work_until_stopped(folder=tmp_path, threads=2, lease_seconds=2, stopping=stopping, also=(Duty(60, fault),))
    assert stopping.is_set()
    assert [one.name for one in threading.enumerate() if one.name.startswith("runner-")] == []


def test_a_store_that_is_away_for_a_moment_does_not(tmp_path: Path) -> None:
    stopping, seen = Stopping(), []

    def away(at: datetime) -> None:
        seen.append(at)
        raise OSError("away")

    threading.Timer(1, stopping.set).start()
    work_until_stopped(folder=tmp_path, threads=1, lease_seconds=2, stopping=stopping, also=(Duty(0.1, away),))
    assert len(seen) > 1
