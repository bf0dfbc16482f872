"""An operator's own cap for media stays within what the gate admits and what a job may take."""

from __future__ import annotations

import pytest

from verify.fetch.purpose import media_up_to
from verify.jobs.services import DEADLINE


@pytest.mark.parametrize("size", [0, -1, 800_000_001])
def test_an_operator_cannot_raise_the_cap_above_what_the_gate_admits(size: int) -> None:
    with pytest.raises(ValueError, match="800000000"):
        media_up_to(size)


def test_a_larger_cap_gets_more_time() -> None:
    times = [media_up_to(size).total_seconds for size in (1_000_000, 100_000_000, 150_000_000, 800_000_000)]
    assert times == [120.0, 120.0, 180.0, 240.0]


def test_the_longest_fetch_leaves_time_to_examine_within_one_job() -> None:
    assert DEADLINE.total_seconds() - media_up_to(800_000_000).total_seconds >= 60
