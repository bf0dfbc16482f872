"""Workers of a batch are killed at each point where it hurts: nothing is lost, nothing is there twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from verify.tests.workers.installation import Installation, until

PICTURES = 5
WORKER = ("-m", "verify.tests.workers.batch_worker")
ALLOWED_SECONDS = 150

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path, lease=2)
    made.prepare()
    yield made
    made.close()


def asked(place: Installation, query: str) -> list[tuple[Any, ...]]:
    """Rows, read past every process."""
    with closing(sqlite3.connect(f"file:{place.folder / 'site.sqlite3'}?mode=ro", uri=True)) as store:
        return store.execute(query).fetchall()


def dies(place: Installation, how: str) -> None:
    """Start a worker that dies in this way, and wait until it has."""
    victim = place.worker(*WORKER, how)
    assert until(lambda: victim.poll() is not None, 120), f"the worker that {how} did not die"
    assert victim.returncode == -9


def ends(place: Installation, seconds: float) -> bool:
    """Whether the batch ends within so many seconds."""
    return until(lambda: asked(place, "SELECT state FROM batches_batch") == [("done",)], seconds)


def test_every_file_has_one_answer_whenever_its_workers_died(place: Installation) -> None:
    place.run("-m", "verify.tests.workers.batch_upload", str(PICTURES))
    for how in ("draws", "answers", "opens"):
        dies(place, how)
    place.worker(*WORKER, "lives")
    assert ends(place, ALLOWED_SECONDS), asked(place, "SELECT position, state, code FROM batches_item")

    items = asked(place, "SELECT position, state, code, verification_id FROM batches_item ORDER BY position")
    assert [one[:3] for one in items] == [(place_, "done", "no_credentials") for place_ in range(1, PICTURES + 1)]
    assert len({one[3] for one in items}) == PICTURES, "two items share a check"
    assert asked(place, "SELECT count(*) FROM cases_verification") == [(PICTURES,)], "a check is there twice"
    opened = Counter((place.folder / "opened").read_text().split())
    assert len(opened) == PICTURES, "a file was never opened"
    assert opened.total() > PICTURES, "no worker died with a file open, so this proves nothing"
    assert list((place.folder / "quarantine").iterdir()) == []


@pytest.mark.torture
def test_the_rig_sees_a_worker_that_never_looks_after_batches(place: Installation) -> None:
    place.run("-m", "verify.tests.workers.batch_upload", str(PICTURES))
    dies(place, "draws")
    place.worker(*WORKER, "forgets")
    assert not ends(place, 8), "with this fault the item that was drawn must stay where it is"
