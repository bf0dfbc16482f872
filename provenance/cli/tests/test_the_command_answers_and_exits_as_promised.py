"""`python -m provenance` as a person or a script meets it: real process, real files, exit status 0, 2 or 3."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.conftest import Corpus
from provenance.credentials.tests.workshop import NOW, authority, created, listed, picture, signed
from provenance.policy import Tier

MAKER = authority("Maker")
ROOT = Path(__file__).resolve().parents[3]


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "provenance", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(signed(picture(), MAKER.issues("camera", NOW), created()))
    return path


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    path = tmp_path / "maker.pem"
    path.write_bytes(listed(Tier.OFFICIAL, MAKER).pem)
    return path


def test_every_file_gets_one_line_of_json(photo: Path, roots: Path) -> None:
    done = _run(photo, photo, "--trust", f"official={roots}", "--json")
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, len(reports)) == (0, 2)
    assert {one["credentials"]["code"] for one in reports} == {"all_signers_trusted"}
    assert {one["schema"] for one in reports} == {"firstlight.report/1"}
    assert len(reports[0]["media"]["sha256"]) == 64


def test_without_lists_nobody_is_trusted(photo: Path) -> None:
    done = _run(photo, "--json")
    assert json.loads(done.stdout)["credentials"]["code"] == "signer_unknown"


def test_a_file_that_cannot_be_read_as_media_is_still_answered(tmp_path: Path) -> None:
    path = tmp_path / "noise.jpg"
    path.write_bytes(b"\0" * 4096)
    done = _run(path, "--json")
    assert (done.returncode, json.loads(done.stdout)["headline"]["code"]) == (0, "unreadable")


def test_a_missing_file_does_not_stop_the_others(photo: Path, tmp_path: Path) -> None:
    done = _run(tmp_path / "nowhere.jpg", photo, "--json")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [[], ["--trust", "friends=x.pem", "a.jpg"], ["--at", "yesterday", "a.jpg"], ["--manifest", "m", "a", "b"]]
)
def test_bad_usage_exits_with_two_and_says_what_to_do(words: list[str]) -> None:
    done = _run(*words)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_list_that_holds_no_certificates_is_named(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing here")
    done = _run(photo, "--trust", f"official={tmp_path / 'empty.pem'}")
    assert done.returncode == 2
    assert "empty.pem" in done.stderr


def test_the_time_of_judgement_can_be_given(photo: Path, roots: Path) -> None:
    done = _run(photo, "--trust", f"official={roots}", "--at", "2040-01-01T00:00Z", "--json")
    assert json.loads(done.stdout)["credentials"]["code"] == "certificate_lapsed"


def test_text_from_a_file_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(signed(picture(), authority("Evil\x1b[2JMaker").issues("x", NOW), created()))
    assert "\x1b" not in _run(path).stdout


def test_detached_credentials_are_read_with_their_file(corpus: Corpus) -> None:
    lab = corpus.folder / "trust" / "lab-root-trusted.pem"
    file, detached = corpus.file("lab-b-remote-only.jpg"), corpus.file("lab-b-remote-only.c2pa")
    done = _run(file, "--manifest", detached, "--trust", f"newsroom={lab}", "--json")
    assert json.loads(done.stdout)["credentials"]["code"] == "all_signers_trusted"


def test_detached_credentials_alone_are_not_answered_as_a_picture(corpus: Corpus) -> None:
    done = _run(corpus.file("lab-b-remote-only.c2pa"), "--json")
    assert json.loads(done.stdout)["findings"][0]["code"] == "refused.sidecar_alone"
