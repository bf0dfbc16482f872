from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from verify.jobs import kinds
from verify.jobs.kinds import Kind
from verify.jobs.models import Job, JobState
from verify.jobs.running import run_job
from verify.jobs.services import (
    ATTEMPTS,
    DEADLINE,
    Claimed,
    job_add,
    job_add_to_new,
    job_again,
    job_claim,
    job_end,
    jobs_prune,
    leases_renew,
    leases_sweep,
)

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Witness:
    """A kind of job that writes down what happened to its subjects."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.given_up: list[str] = []
        self.fails = False

    def run(self, subject: str) -> None:
        self.ran.append(subject)
        if self.fails:
            raise ZeroDivisionError("https://pictures.example/secret.jpg")


@pytest.fixture
def witness() -> Iterator[Witness]:
    seen = Witness()
    kinds.register(Kind("test", seen.run, seen.given_up.append, lambda: None))
    yield seen
    del kinds._KINDS["test"]


def add(folder: Path, subject: str = "s") -> uuid.UUID:
    return job_add(kind="test", subject=subject, folder=folder).pk


def claim(job_id: uuid.UUID, worker: str = "w1", at: datetime = AT) -> Claimed:
    claimed = job_claim(job_id, worker=worker, at=at)
    assert claimed is not None
    return claimed


def test_the_task_carries_the_id_of_the_job_and_nothing_else(tmp_path: Path, witness: Witness) -> None:
    job_id = add(tmp_path)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [str(job_id)], "kwargs": {}}


def test_a_live_job_on_the_same_subject_is_kept(tmp_path: Path, witness: Witness) -> None:
    assert add(tmp_path) == add(tmp_path)
    with pytest.raises(IntegrityError), transaction.atomic(using="jobs"):
        Job.objects.create(kind="test", subject="s")


def test_a_job_for_what_is_new_is_the_one_that_a_sweep_was_quicker_with(tmp_path: Path, witness: Witness) -> None:
    assert job_add_to_new(kind="test", subject="s", folder=tmp_path).state == JobState.QUEUED
    swept = add(tmp_path, "t")
    assert job_add_to_new(kind="test", subject="t", folder=tmp_path).pk == swept
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (2, 2)


def test_only_one_worker_gets_a_job(tmp_path: Path, witness: Witness) -> None:
    job_id = add(tmp_path)
    claim(job_id)
    assert job_claim(job_id, worker="w2", at=AT) is None


def test_a_heartbeat_keeps_a_job_and_silence_loses_it(tmp_path: Path, witness: Witness) -> None:
    job_id = add(tmp_path)
    claim(job_id)
    assert leases_renew(worker="w1", at=AT + timedelta(seconds=9)) == 1
    assert leases_sweep(at=AT + timedelta(seconds=18)) == 0
    assert leases_sweep(at=AT + timedelta(seconds=20)) == 1
    assert Job.objects.get().state == JobState.QUEUED
    assert DBTaskResult.objects.count() == 2


def test_a_worker_that_is_stuck_beyond_anything_honest_loses_its_job_although_it_beats(
    tmp_path: Path, witness: Witness
) -> None:
    claim(add(tmp_path))
    assert leases_renew(worker="w1", at=AT + DEADLINE) == 0


def test_a_worker_that_comes_back_late_cannot_end_the_job_any_more(tmp_path: Path, witness: Witness) -> None:
    job_id = add(tmp_path)
    late = claim(job_id)
    leases_sweep(at=AT + timedelta(seconds=20))
    claim(job_id, "w2", AT + timedelta(seconds=21))
    assert not job_end(late, state=JobState.DONE, at=AT)
    assert not job_again(late)
    assert Job.objects.get().worker == "w2"


def test_after_its_last_attempt_a_job_is_given_up_and_says_so(tmp_path: Path, witness: Witness) -> None:
    job_id = add(tmp_path)
    for attempt in range(ATTEMPTS):
        begin = AT + timedelta(minutes=attempt)
        claim(job_id, at=begin)
        assert witness.given_up == []
        leases_sweep(at=begin + timedelta(seconds=20))
    assert witness.given_up == ["s"]
    assert Job.objects.get().state == JobState.GONE


def test_an_ended_job_is_scrubbed(tmp_path: Path, witness: Witness) -> None:
    run_job(add(tmp_path))
    job = Job.objects.get()
    assert witness.ran == ["s"]
    assert (job.state, job.subject, job.lease_until) == (JobState.DONE, "", None)


def test_our_fault_is_repeated_once_then_given_up_and_no_row_keeps_its_words(tmp_path: Path, witness: Witness) -> None:
    witness.fails = True
    job_id = add(tmp_path)
    run_job(job_id)
    run_job(job_id)
    run_job(job_id)
    assert witness.ran == ["s", "s"]
    assert witness.given_up == ["s"]
    kept = repr(list(Job.objects.values())) + repr(list(DBTaskResult.objects.values()))
    assert "pictures.example" not in kept


def test_old_rows_are_deleted(tmp_path: Path, witness: Witness) -> None:
    run_job(add(tmp_path))
    Job.objects.update(finished=AT)
    jobs_prune(at=AT + timedelta(hours=2))
    assert not Job.objects.exists()
