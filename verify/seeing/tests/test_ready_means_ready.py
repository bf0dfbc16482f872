"""What a load balancer is told: each part for itself, and 503 only where nobody should be sent here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from verify import wiring
from verify.cases.tests.recording import Chronicle
from verify.index.questions import FinderState
from verify.jobs.models import Job
from verify.ledger.signer.state import signer_seen, signer_stopped
from verify.seeing import readiness as rules
from verify.seeing.presence import WORKER_SILENT
from verify.seeing.readiness import readiness
from verify.tallies.models import Beat
from verify.tallies.services import beat

pytestmark = pytest.mark.django_db(databases="__all__")

TAKES_NOBODY_OUT = ("worker", "signer", "finder", "sandbox", "queue", "disk", "cache", "media")


class Found:
    """A finder that answers."""

    def state(self, _seconds: float) -> FinderState:
        return FinderState(0, 0, 0, 0, current=True)


@pytest.fixture
def whole(log: Chronicle, monkeypatch: Any) -> None:
    """Everything is at work."""
    rules._whole.clear()
    at = wiring.now()
    beat("worker", at)
    beat("sandbox", at)
    signer_seen(at=log.sequencer.clock(), development_chain=False)
    monkeypatch.setattr(wiring, "finder", Found)


def said() -> dict[str, tuple[bool, str]]:
    return {one.part: (one.ready, one.words) for one in readiness(wiring.now())}


def test_where_everything_is_at_work_everything_is_ready(whole: None) -> None:
    assert {part for part, (ready, _) in said().items() if not ready} == set()
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert b"NOT" not in answer.content


def test_a_store_that_is_away_takes_this_machine_out(whole: None, monkeypatch: Any) -> None:
    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(rules, "MigrationExecutor", away)
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert b"NOT store default: does not answer" in answer.content


def test_whoever_asks_again_and_again_has_no_migrations_read(whole: None, monkeypatch: Any) -> None:
    assert Client().get("/readyz").status_code == 200
    read: list[object] = []
    monkeypatch.setattr(rules, "MigrationExecutor", read.append)
    assert Client().get("/readyz").status_code == 200
    assert not read


def test_migrations_that_wait_take_it_out(whole: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(rules.MigrationExecutor, "migration_plan", lambda *_: ["one"])
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert b"NOT store default: migrations wait" in answer.content


def _silent_worker(_: Any) -> None:
    Beat.objects.filter(name="worker").update(at=wiring.now() - WORKER_SILENT)


def _old_job(_: Any) -> None:
    Job.objects.create(kind="verification", subject="1", created=wiring.now() - timedelta(minutes=11))


def _fallen_sandbox(_: Any) -> None:
    Beat.objects.filter(name="sandbox").update(at=wiring.now() - rules.SANDBOX_SILENT)


def _stopped_signer(_: Any) -> None:
    signer_stopped(at=wiring.now(), trouble="rolled_back", sentence="The store shrank.")


def _no_finder(monkeypatch: Any) -> None:
    monkeypatch.undo()


def _full_disk(monkeypatch: Any) -> None:
    monkeypatch.setattr(rules, "ROOM_BYTES", 10**18)


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("worker", _silent_worker), ("queue", _old_job), ("sandbox", _fallen_sandbox), ("signer", _stopped_signer),
        ("finder", _no_finder), ("disk", _full_disk),
    ],
)  # fmt: skip
def test_each_planted_fault_is_said_and_takes_nobody_out(whole: None, monkeypatch: Any, part: str, fault: Any) -> None:
    fault(monkeypatch)
    assert {name for name, (ready, _) in said().items() if not ready} == {part}
    assert Client().get("/readyz").status_code == 200


def test_redis_that_is_away_is_said_and_takes_nobody_out(whole: None, settings: Any) -> None:
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    assert said()["cache"] == (False, "does not answer: each process counts callers for itself")
    assert Client().get("/readyz").status_code == 200
