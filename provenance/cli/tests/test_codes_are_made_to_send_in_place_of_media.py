"""`python -m provenance fingerprint`: a platform sends codes, and the medium stays where it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.credentials.tests.workshop import picture
from provenance.fingerprint.wire import from_json

ROOT = Path(__file__).resolve().parents[3]


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "provenance", "fingerprint", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(picture())
    return path


def test_every_file_gets_one_line_that_can_be_read_back(photo: Path) -> None:
    done = _run(photo, photo)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, len(lines)) == (0, 2)
    assert {one["schema"] for one in lines} == {"firstlight.fingerprints/1"}
    made = from_json(lines[0])
    assert made.picture is not None
    assert made.query is not None
    assert len(made.query.dihedral) == 8


def test_no_picture_is_sent_unless_it_is_asked_for(photo: Path) -> None:
    assert json.loads(_run(photo).stdout)["proxy"] is None
    proxy = from_json(json.loads(_run(photo, "--proxy").stdout)).proxy
    assert proxy is not None
    assert proxy.startswith(b"\xff\xd8")


def test_a_file_without_pictures_is_answered_with_none(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(bytes(5000))
    done = _run(path)
    said = json.loads(done.stdout)
    assert (done.returncode, said["picture"], said["film"], said["sound"]) == (0, None, None, None)


def test_a_missing_file_does_not_stop_the_others(photo: Path, tmp_path: Path) -> None:
    done = _run(tmp_path / "missing.jpg", photo)
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 1)
    assert "missing.jpg: The file cannot be opened" in done.stderr


def test_nothing_named_is_bad_usage() -> None:
    assert _run().returncode == 2
