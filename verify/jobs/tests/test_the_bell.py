from __future__ import annotations

import stat
import time
from pathlib import Path

from verify.jobs.bell import Bell, ring


def test_a_ring_wakes_every_worker_at_once(tmp_path: Path) -> None:
    with Bell(tmp_path, "w1") as one, Bell(tmp_path, "w2") as other:
        ring(tmp_path)
        before = time.monotonic()
        assert one.wait(5)
        assert other.wait(5)
        assert time.monotonic() - before < 1


def test_many_rings_are_one(tmp_path: Path) -> None:
    with Bell(tmp_path, "w1") as bell:
        for _ in range(2000):
            ring(tmp_path)
        assert bell.wait(1)
        assert not bell.wait(0.05)


def test_bells_of_the_dead_and_strange_files_are_no_obstacle(tmp_path: Path) -> None:
    dead = Bell(tmp_path, "dead")
    dead.socket.close()
    (tmp_path / "bell-strange").write_text("not a socket")
    with Bell(tmp_path, "w1") as bell:
        ring(tmp_path)
        assert bell.wait(1)
        assert list(tmp_path.iterdir()) == [bell.path], "what the dead left was not cleared away"


def test_a_bell_is_for_this_user_only_and_goes_with_its_worker(tmp_path: Path) -> None:
    with Bell(tmp_path, "w1") as bell:
        assert stat.S_IMODE(bell.path.stat().st_mode) == 0o600
    assert not bell.path.exists()
