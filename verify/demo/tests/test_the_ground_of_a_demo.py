from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from verify.demo import ground
from verify.demo.errors import CannotStart
from verify.demo.ground import alone_in, require_room


def test_one_demo_a_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(CannotStart, match="already"), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_a_disk_without_room_is_said_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_room(tmp_path)
    monkeypatch.setattr(ground, "ROOM_BYTES", 10**18)
    with pytest.raises(CannotStart, match="Free some space"):
        require_room(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte in memory, where this user may mount one."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(tmp_path)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("SKIPPED LOUDLY: this user may not mount a small disk")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_gives_one_sentence(small_disk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(small_disk), "PORT": "65000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "MB are free" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
