"""`python -m provenance mirror fetch`, killed at random moments: what is left opens, and ends where a page ends."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from provenance.mirror.tests.killing import TORN, Served, faults, kill_in_a_page, serving, started

pytestmark = pytest.mark.timeout(900)


def killed(folder: Path, times: int, seed: int) -> int:
    """Kill it so often while its feed grows, and judge what is left each time; how often it was at work."""
    chance, at_work = random.Random(seed), 0
    with serving() as served:
        for _ in range(times):
            served.grow(4)
            at_work += kill_in_a_page(folder, served, chance)
            assert faults(folder, served) == []
        assert started(folder, served).wait(120) == 0
        assert faults(folder, served) == []
    return at_work


def test_killed_three_times_it_is_whole(tmp_path: Path) -> None:
    killed(tmp_path / "mirror", 3, seed=3)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_killed_fifty_times_it_is_whole(tmp_path: Path) -> None:
    """Ten mirrors, each killed five times: the feed of these tests is slow when it is long."""
    at_work = sum(killed(tmp_path / f"mirror-{number}", 5, seed=number) for number in range(10))
    assert at_work >= 25, "most kills must meet it at work"


def test_half_a_page_is_noticed(tmp_path: Path) -> None:
    """The planted fault; one kill of three meets it, so that twelve that all miss it are as good as never."""
    chance, folder = random.Random(5), tmp_path / "mirror"
    with serving() as served:
        assert any(_meets_half_a_page(folder, served, chance) for _ in range(12))


def _meets_half_a_page(folder: Path, served: Served, chance: random.Random) -> bool:
    served.grow(4)
    return bool(kill_in_a_page(folder, served, chance, TORN) and faults(folder, served))
