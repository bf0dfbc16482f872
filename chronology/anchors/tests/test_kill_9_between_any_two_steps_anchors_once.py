from __future__ import annotations

import subprocess
import sys
from signal import SIGKILL

import pytest

from chronology.anchors.evm.lane import Step
from chronology.anchors.evm.testnode import FINAL_AFTER
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.anchors.tests.weather import events

# 1 before planned, 2 after it, 3 before signed, 4 before sending, 5 after it, 6 after signed, 7 before sent
AROUND_SENDING = (4, 5)
ALL = range(1, 8)


def killed(shore: Shore, size: int, *, kill_at: int) -> int:
    command = [sys.executable, "-m", "chronology.anchors.tests.killed_step", str(shore.engine.url), shore.node.url]
    arguments = [shore.contract.hex(), str(size), str(kill_at)]
    return subprocess.run([*command, *arguments], check=False, timeout=60).returncode


def survive(shore: Shore, points: tuple[int, ...] | range) -> None:
    for size, kill_at in enumerate(points, start=1):
        assert killed(shore, size, kill_at=kill_at) == -SIGKILL
        lane, target = shore.lane(), checkpoint(size)
        lane.plan(target)
        for blocks in (3, FINAL_AFTER + 1, FINAL_AFTER + 1):
            shore.node.mine(blocks)
            lane.advance(LOG, target.size)
        assert lane.find(LOG, target.size).step is Step.FINAL, f"killed at point {kill_at}"
    assert [size for _, size in events(shore)] == list(range(1, len(points) + 1))


@pytest.mark.timeout(180)
def test_a_killed_process_leaves_what_the_next_one_goes_on_with(shore: Shore) -> None:
    survive(shore, AROUND_SENDING)


@pytest.mark.torture
def test_at_every_point_of_the_way(shore: Shore) -> None:
    survive(shore, ALL)
