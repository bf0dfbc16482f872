"""The demo camera as a newcomer meets it: made, used, hacked, asked to answer; and the check of what it left."""

from __future__ import annotations

import hashlib
import io
import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fixtures.photographs import PHOTOS
from provenance.attestation.checking import check_attestations
from provenance.attestation.possession import shown_by
from provenance.attestation.tests.workshop import NOW
from provenance.attestation.types import Binding, ContentDigest, IdKind, Reader
from provenance.cli.command import main


@dataclass(frozen=True)
class Done:
    """How one call of the command ended."""

    returncode: int
    stdout: str
    stderr: str


def _run(*words: str | Path) -> Done:
    """In this process: the way of a process of its own is tried with the command's other tests."""
    out, err = io.StringIO(), io.StringIO()
    try:
        status = main([str(one) for one in words], out, err)
    except SystemExit as ended:
        status = int(ended.code or 0)
    return Done(status, out.getvalue(), err.getvalue())


def bound(out: Path, content: bytes) -> bool:
    digest = ContentDigest(hashlib.sha256(content).digest())
    return all(one.binding is Binding.BOUND for one in check_attestations(out.read_bytes(), digest, NOW, Reader()))


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("camera") / "mine"
    assert _run("camera", "new", folder, "--serial", "A-77").returncode == 0
    return folder


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "lake.jpg"
    path.write_bytes((PHOTOS / "lake.jpg").read_bytes())
    return path


def checked(camera: Path, photo: Path, *more: str | Path) -> dict[str, Any]:
    makers = [
        f"--{name}=DEMO Camera Works={camera / file}"
        for name, file in (("roots", "root.pem"), ("status", "status.json"))
    ]
    done = _run(photo, *more, *makers, "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def codes(report: dict[str, Any]) -> list[str]:
    return [one["code"] for one in report["findings"] if one["kind"] == "camera"]


def test_a_capture_is_checked_with_its_sidecar_and_its_maker_s_root(camera: Path, photo: Path) -> None:
    beacon = f"eip155:1@19000000@0x{'11' * 32}"
    done = _run("camera", "shoot", camera, photo, "--depth", "screen", "--beacon", beacon)
    assert done.stdout.strip() == f"{photo}.capture"
    report = checked(camera, photo, "--capture", f"{photo}.capture")
    assert report["headline"]["code"] == "captured"
    assert codes(report) == [
        "camera.hardware.integrity_unknown", "camera.beacon.not_looked_up", "camera.depth.flat", "camera.captured",
    ]  # fmt: skip
    assert "A-77" not in json.dumps(report)


def test_a_hacked_camera_signs_what_it_never_saw_and_says_so(camera: Path, tmp_path: Path) -> None:
    out = tmp_path / "street.capture"
    done = _run("camera", "hack", camera, PHOTOS / "street.jpg", "--out", out, "--format", "cose_sign1")
    assert "never passed the camera's lens" in done.stderr
    assert bound(out, (PHOTOS / "street.jpg").read_bytes())


def test_a_copy_with_credentials_inside_needs_no_sidecar(camera: Path, photo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jpg"
    assert _run("camera", "shoot", camera, photo, "--c2pa", copy).returncode == 0
    report = checked(camera, copy, "--trust", f"official={camera / 'root.pem'}")
    assert report["credentials"]["code"] == "all_signers_trusted"
    assert codes(report) == ["camera.c2pa.level_not_stated"]


def test_an_answer_shows_the_key_to_whoever_set_the_challenge(camera: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.capture"
    assert _run("camera", "answer", camera, "forty-two words", "--out", out).returncode == 0
    shown = shown_by(out.read_bytes(), "forty-two words", NOW, Reader())
    assert [one.kind for one in shown] == [IdKind.LEAF_KEY]
    assert shown_by(out.read_bytes(), "other words", NOW, Reader()) == ()
    assert shown_by(b"no answer", "forty-two words", NOW, Reader()) == ()


def test_a_card_is_signed_like_any_picture(camera: Path, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.capture"
    assert _run("camera", "answer", camera, photo, "--out", out).returncode == 0
    assert bound(out, photo.read_bytes())
    assert not bound(out, b"another card")


def test_its_seed_is_readable_by_its_owner_alone_and_it_is_never_overwritten(camera: Path) -> None:
    assert stat.S_IMODE((camera / "camera.json").stat().st_mode) == 0o600
    again = _run("camera", "new", camera)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("words", [("shoot", "nowhere", "x"), ("shoot",), ("new",), ("fly",)])
def test_what_cannot_be_done_ends_with_a_sentence_and_two(words: tuple[str, ...]) -> None:
    assert _run("camera", *words).returncode == 2


def test_a_damaged_root_is_told_as_the_user_s_to_mend(camera: Path, photo: Path, tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("nothing")
    done = _run(photo, "--roots", f"A Maker={tmp_path / 'no.pem'}")
    assert done.returncode == 2
    assert "our fault" not in done.stderr
