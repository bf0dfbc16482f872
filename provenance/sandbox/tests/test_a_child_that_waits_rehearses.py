"""A child that is asked at once works as it is; one that waits a moment rehearses behind its walls, and stays ready."""

from __future__ import annotations

import os
from pathlib import Path

from provenance.policy import Policy
from provenance.sandbox import Sandbox
from provenance.sandbox.tests.conftest import AT, Opened
from provenance.sandbox.tests.processes import descendants, within_patience, zygotes

WARM = 2


def pairs_of_hands(running: Sandbox, before: set[int]) -> list[int]:
    """How many threads each waiting child of a sandbox has; the second one comes with the rehearsal."""
    assert running.walls()
    (zygote,) = zygotes(os.getpid()) - before
    return [_threads(child) for child in descendants(zygote)]


def _threads(child: int) -> int:
    try:
        return len(list(Path(f"/proc/{child}/task").iterdir()))
    except OSError:  # it ended meanwhile
        return 0


def test_it_rehearses_and_answers_the_same(opened: Opened, picture: bytes) -> None:
    before = zygotes(os.getpid())
    with Sandbox(Policy(), warm=WARM) as running, opened(picture) as file:
        at_once = [running.examine(file, AT, fingerprints=False) for _ in range(WARM + 2)]

        assert within_patience(lambda: pairs_of_hands(running, before) == [2] * WARM)
        numbers = {death.number for death in running.deaths()}
        rehearsed = running.examine(file, AT, fingerprints=False)

    assert all(one.report == rehearsed.report for one in at_once)
    assert len(numbers) == WARM + 3, "each of them answered one question, the first of all when the sandbox started"


def test_nobody_dies_of_it(opened: Opened, picture: bytes) -> None:
    before = zygotes(os.getpid())
    with Sandbox(Policy(), warm=WARM) as running:
        assert within_patience(lambda: pairs_of_hands(running, before) == [2] * WARM)
        assert [death.status for death in running.deaths()] == [0], "the first one proved that the sandbox works"
