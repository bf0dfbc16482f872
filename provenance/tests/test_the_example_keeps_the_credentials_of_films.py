"""docs/examples/keep_credentials_film.py, run as a platform would: a film encoded anew still says whence it comes."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from provenance.credentials.tests.workshop import listed, policy
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.publication.tests.newsroom import DESK, MAKER, MARKS, NOW, SIGNER, created, film, signed
from provenance.types import Integrity, Report

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "examples" / "keep_credentials_film.py"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "desk.key.pem").write_bytes(SIGNER.key_pem)
    (tmp_path / "desk.chain.pem").write_bytes(SIGNER.chain_pem)
    (tmp_path / "clip.mp4").write_bytes(signed(film(), MAKER.issues("camera", NOW), created(), mime="video/mp4"))
    return tmp_path


def run(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    keys = ["--key", "desk.key.pem", "--chain", "desk.chain.pem"]
    command = [sys.executable, str(SCRIPT), *words, *keys]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, timeout=120, check=False)


def read(content: bytes) -> Report:
    whom = policy(listed(Tier.NEWSROOM, DESK), listed(Tier.OFFICIAL, MAKER))
    return examine(io.BytesIO(content), whom, datetime.now(UTC)).report


def shape(content: bytes) -> tuple[int, int, int]:
    """Width, height and the number of pictures."""
    with av.open(io.BytesIO(content)) as opened:
        stream = opened.streams.video[0]
        return stream.width, stream.height, sum(1 for _ in opened.decode(stream))


def test_the_smaller_film_has_its_maker_s_step_and_the_platform_s(house: Path) -> None:
    done = run(house, "clip.mp4", "small.mp4", "--side", "64")
    assert (done.returncode, done.stderr) == (0, "")
    content = (house / "small.mp4").read_bytes()
    assert shape(content) == (64, 48, 10)
    found = read(content)
    assert found.headline.code == "all_signers_trusted"
    assert [one.integrity for one in found.steps] == [Integrity.INTACT, Integrity.INTACT]
    assert [one.code for one in found.steps[0].actions] == ["c2pa.opened", "c2pa.resized", "c2pa.transcoded"]
    assert found.steps[0].parent == found.steps[1].id
    assert not [mark for mark in MARKS.values() if mark.encode() in content]
    assert sorted(path.name for path in house.iterdir()) == ["clip.mp4", "desk.chain.pem", "desk.key.pem", "small.mp4"]


def test_the_naive_way_loses_them_and_the_test_sees_it() -> None:
    """The planted fault: the film alone, as most pipelines hand it on."""
    assert read(film()).credentials.code == "no_credentials"


@pytest.mark.parametrize("content", [b"no film", b""])
def test_what_cannot_be_made_leaves_nothing_behind(house: Path, content: bytes) -> None:
    (house / "broken.mp4").write_bytes(content)
    done = run(house, "broken.mp4", "small.mp4")
    assert (done.returncode, "broken.mp4 was not encoded anew" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
    assert not list(house.glob("small*"))
    assert run(house, "clip.mp4", "small.gif").returncode == 2
