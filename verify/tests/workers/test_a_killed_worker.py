"""kill -9 of real workers, and a planted fault that shows that this rig can fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.tests.workers.installation import Installation, until

FINISHED = {"done", "refused", "failed"}
# What the issue allows between the kill and the end of the job.
ALLOWED_SECONDS = 30
SLOW = ("-m", "verify.tests.workers.slow_worker")

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    yield made
    made.close()


def kill_while_examining(place: Installation) -> str:
    """Let a worker open a file that takes for ever, and kill it there."""
    place.prepare()
    public_id, opened = place.upload(), place.folder / "opened"
    victim = place.worker(*SLOW, "3600")
    assert until(opened.exists, 90)
    victim.kill()
    victim.wait()
    opened.unlink()
    return public_id


def finishes(place: Installation, public_id: str, seconds: float) -> bool:
    return until(lambda: place.verification(public_id)[0] in FINISHED, seconds)


@pytest.mark.sandbox
def test_the_job_of_a_killed_worker_is_done_by_the_next_one_within_30_seconds(place: Installation) -> None:
    public_id = kill_while_examining(place)
    place.worker()
    assert finishes(place, public_id, ALLOWED_SECONDS)
    assert place.verification(public_id) == ("done", "")


def test_a_file_that_ends_two_workers_is_given_up_as_our_fault_and_deleted(place: Installation) -> None:
    place.lease = 2
    public_id = kill_while_examining(place)
    second = place.worker(*SLOW, "3600")
    assert until((place.folder / "opened").exists, ALLOWED_SECONDS)
    second.kill()
    second.wait()
    place.worker(*SLOW, "0")
    assert finishes(place, public_id, ALLOWED_SECONDS)
    assert place.verification(public_id) == ("failed", "failed.interrupted")
    assert list((place.folder / "quarantine").iterdir()) == []


def test_the_rig_catches_a_lease_that_never_runs_out(place: Installation) -> None:
    place.lease = 3600
    public_id = kill_while_examining(place)
    place.worker(*SLOW, "0")
    assert not finishes(place, public_id, 15), "with this fault the job must stay where it is"


def test_a_worker_that_is_told_to_stop_finishes_its_file_first(place: Installation) -> None:
    place.prepare()
    public_id = place.upload()
    polite = place.worker(*SLOW, "2")
    assert until((place.folder / "opened").exists, 90)
    polite.terminate()
    assert polite.wait(90) == 0
    assert place.verification(public_id)[0] == "done"
    assert list((place.folder / "run").iterdir()) == []
