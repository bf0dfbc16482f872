"""deploy/bin/firstlight: manage.py with the settings of /etc, read as a service manager reads them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from verify.tests.operations.server import DEPLOY

SHOWN = "from django.conf import settings; print(settings.ALLOWED_HOSTS, settings.SECRET_KEY[:6], settings.DATA_DIR)"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A checkout whose Python is this one, wherever it lies."""
    root = DEPLOY.parent
    made = tmp_path / "home"
    (made / ".venv" / "bin").mkdir(parents=True)
    starter = made / ".venv" / "bin" / "python"
    starter.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    starter.chmod(0o755)
    for name in ("manage.py", "verify", "templates", "provenance", "chronology"):
        (made / name).symlink_to(root / name)
    return made


def firstlight(home: Path, env: str, *words: str) -> subprocess.CompletedProcess[str]:
    file = home.parent / "firstlight.env"
    file.write_text(env, "utf-8")
    told = {"PATH": os.environ["PATH"], "FIRSTLIGHT_ENV": str(file), "FIRSTLIGHT_HOME": str(home), "DEMO": "1"}
    return subprocess.run(
        [sys.executable, str(DEPLOY / "bin" / "firstlight"), *words],
        env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_comments_quotes_and_spaces_are_read_as_in_a_unit(home: Path) -> None:
    data = home.parent / "data"
    data.mkdir()
    env = f"""# a comment with SECRET_KEY=no in it
SECRET_KEY="quoted-{"x" * 60}"
ALLOWED_HOSTS=a.example.org, b.example.org
DATA_DIR={data}
"""
    done = firstlight(home, env, "shell", "-v0", "-c", SHOWN)
    assert done.stdout.strip().splitlines()[-1] == f"['a.example.org', 'b.example.org'] quoted {data}", done.stderr


def test_without_its_file_or_folder_it_says_what_to_make(home: Path) -> None:
    done = firstlight(home, "DATA_DIR=/nowhere/at/all\n", "check")
    assert done.returncode != 0
    assert "docs/operate.md" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
