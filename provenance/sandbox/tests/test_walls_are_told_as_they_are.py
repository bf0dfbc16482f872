"""A sandbox says which walls stand, and production does not start without one."""

from __future__ import annotations

import pytest

from provenance.errors import SandboxUnavailable
from provenance.policy import Policy
from provenance.sandbox import Sandbox, Walls
from provenance.sandbox.planted import Planted
from provenance.sandbox.tests.conftest import AT, Opened

BARE = Planted(landlock=False, seccomp=False, bubblewrap=False)


def test_a_system_without_walls_is_refused() -> None:
    with pytest.raises(SandboxUnavailable, match="neither Landlock nor seccomp"), Sandbox(Policy(), planted=BARE):
        pytest.fail("started")


def test_a_demonstration_runs_on_without_walls_and_says_so(opened: Opened, picture: bytes) -> None:
    with Sandbox(Policy(), require_walls=False, planted=BARE) as sandbox, opened(picture) as file:
        assert "resource limits alone" in sandbox.walls().sentence
        assert len(sandbox.examine(file, AT).report.steps) == 1


@pytest.mark.sandbox
@pytest.mark.usefixtures("walls")
def test_standing_walls_are_named(sandbox: Sandbox) -> None:
    walls = sandbox.walls()
    assert walls.landlock >= 1
    assert walls.seccomp
    assert "Landlock" in walls.sentence
    assert "seccomp" in walls.sentence


@pytest.mark.parametrize("walls", [Walls(1, False, False), Walls(0, True, False)])
def test_one_wall_is_enough(walls: Walls) -> None:
    assert walls.stand


def test_bubblewrap_alone_is_not_enough() -> None:
    assert not Walls(0, False, True).stand


def test_why_no_child_gets_ready_is_told_to_the_operator() -> None:
    missing = Planted(examiner="provenance.sandbox.tests.hostile:no_such_examiner")
    with pytest.raises(SandboxUnavailable) as caught:
        Sandbox(Policy(), planted=missing).start()
    assert "no_such_examiner" in caught.value.detail
    assert "no_such_examiner" not in caught.value.public


def test_a_sandbox_that_does_not_run_says_so() -> None:
    with pytest.raises(SandboxUnavailable):
        Sandbox(Policy()).walls()
