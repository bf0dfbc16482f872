"""docs/examples/keep_credentials.py, run as a platform would: the smaller picture still says where it comes from."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from provenance.credentials.tests.workshop import listed, policy
from provenance.disclosure import Made, disclosure_of
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.publication.tests.newsroom import DESK, GPS_RATIONALS, MAKER, MARKS, SIGNER, jpeg, photographed, png
from provenance.types import Integrity, Report

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "examples" / "keep_credentials.py"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "desk.key.pem").write_bytes(SIGNER.key_pem)
    (tmp_path / "desk.chain.pem").write_bytes(SIGNER.chain_pem)
    (tmp_path / "photo.jpg").write_bytes(photographed())
    return tmp_path


def run(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    keys = ["--key", "desk.key.pem", "--chain", "desk.chain.pem"]
    command = [sys.executable, str(SCRIPT), *words, *keys]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, timeout=60, check=False)


def read(content: bytes, sidecar: bytes | None = None) -> Report:
    whom = policy(listed(Tier.NEWSROOM, DESK), listed(Tier.OFFICIAL, MAKER))
    return examine(io.BytesIO(content), whom, datetime.now(UTC), sidecar=sidecar).report


def test_the_smaller_picture_has_its_maker_s_step_and_the_platform_s(house: Path) -> None:
    done = run(house, "photo.jpg", "small.jpg", "--side", "64")
    assert (done.returncode, done.stderr) == (0, "")
    content = (house / "small.jpg").read_bytes()
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (48, 64), "upright: the camera lay on its side"
    found = read(content)
    assert found.headline.code == "all_signers_trusted"
    assert [one.integrity for one in found.steps] == [Integrity.INTACT, Integrity.INTACT]
    assert [one.code for one in found.steps[0].actions] == ["c2pa.opened", "c2pa.resized", "c2pa.transcoded"]
    assert found.steps[0].parent == found.steps[1].id
    assert disclosure_of(found).count == 2


def test_what_exif_says_of_places_stays_behind_and_what_was_signed_does_not(house: Path) -> None:
    run(house, "photo.jpg", "small.jpg")
    content = (house / "small.jpg").read_bytes()
    assert GPS_RATIONALS not in content
    assert MARKS["comment"].encode() not in content
    assert MARKS["serial"].encode() in content, "signed by the camera: taking that out is docs/publication-copy.md"


def test_credentials_may_lie_beside_the_picture(house: Path) -> None:
    done = run(house, "photo.jpg", "small.webp", "--beside", "small.c2pa")
    assert (done.returncode, done.stderr) == (0, "")
    content, store = ((house / name).read_bytes() for name in ("small.webp", "small.c2pa"))
    assert read(content).credentials.code == "no_credentials"
    found = read(content, store)
    assert found.credentials.code == "all_signers_trusted"
    assert len(found.steps) == 2


def test_a_picture_without_credentials_gets_only_what_the_platform_did(house: Path) -> None:
    (house / "plain.png").write_bytes(png())
    assert run(house, "plain.png", "small.png").returncode == 0
    found = read((house / "small.png").read_bytes())
    assert len(found.steps) == 1
    assert found.steps[0].ingredients_without_credentials == 1
    assert disclosure_of(found).made is Made.NOT_STATED


def test_the_naive_way_loses_them_and_the_test_sees_it() -> None:
    """The planted fault: pixels saved anew, as most pipelines do."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(photographed())) as opened:
        opened.resize((64, 48)).save(out, "JPEG")
    assert read(out.getvalue()).credentials.code == "no_credentials"


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("broken.jpg", b"no picture", 1), ("missing.jpg", None, 1), ("cut.jpg", jpeg()[:400], 1)],
)
def test_what_cannot_be_made_leaves_nothing_behind(house: Path, name: str, content: bytes | None, status: int) -> None:
    if content is not None:
        (house / name).write_bytes(content)
    done = run(house, name, "small.jpg")
    assert done.returncode == status
    assert f"{name} was not made smaller" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(house.glob("small*"))


def test_bad_usage_is_said(house: Path) -> None:
    assert run(house, "photo.jpg", "small.gif").returncode == 2
    assert run(house, "photo.jpg", "small.jpg", "--side", "0").returncode == 2
