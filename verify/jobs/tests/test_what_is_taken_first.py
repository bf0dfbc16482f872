"""The queue hands out what has the higher priority, and of equals what has waited longest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.jobs import kinds
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.jobs.worker import Stopping, _empty_queue

pytestmark = pytest.mark.django_db(databases=["default", "jobs"], transaction=True)


@pytest.fixture
def ran() -> Iterator[list[str]]:
    seen: list[str] = []
    kinds.register(Kind("test", seen.append, lambda _: None, lambda: None))
    yield seen
    del kinds._KINDS["test"]


def test_the_higher_priority_goes_first_and_equals_keep_their_order(ran: list[str], tmp_path: Path) -> None:
    for subject, priority in (("batch", -50), ("one", 0), ("two", 0), ("heavy caller's", -3)):
        job_add(kind="test", subject=subject, folder=tmp_path, priority=priority)
    _empty_queue(Stopping())
    assert ran == ["one", "two", "heavy caller's", "batch"]
