"""From an empty folder to a checked bundle by commands alone; 0 answered, 2 bad usage, 3 our fault."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from chronology.cli.command import main
from chronology.notes import log_id

PHOTO = b"the bytes of a photograph"


def run(*words: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stderr(err):
        try:
            status = main([str(one) for one in words], out, err)
        except SystemExit as ended:
            status = int(ended.code or 0)
    return status, out.getvalue(), err.getvalue()


def answered(*words: object) -> str:
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    return out


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(PHOTO)
    return path


@pytest.fixture
def vkey(tmp_path: Path) -> str:
    return answered("init", tmp_path / "log", "--origin", "log.example.org/2026").strip()


def test_a_file_is_recorded_and_checked_by_commands_alone(tmp_path: Path, photo: Path, vkey: str) -> None:
    folder, bundle = tmp_path / "log", tmp_path / "proof.zip"
    assert answered("append", folder, photo).startswith("0  ")
    answered("prove", folder, 0, "--bundle", bundle)
    said = answered("verify-bundle", bundle, "--media", photo, "--log", vkey)
    assert "Entry 0 is in the log “log.example.org/2026” as it stood at 1 entries." in said
    assert "The record (kind: registered) names exactly the file that you gave." in said
    assert '"kind": "registered"' in said
    assert '"recorder": "' in said
    assert "Only the operator's word" in said


def test_a_log_that_was_put_back_acknowledges_nothing(tmp_path: Path, photo: Path, vkey: str) -> None:
    folder, store = tmp_path / "log", tmp_path / "log" / "log.sqlite3"
    answered("append", folder, photo)
    shutil.copy(store, tmp_path / "backup")
    photo.write_bytes(b"another photograph")
    answered("append", folder, photo)
    for left in folder.glob("log.sqlite3*"):
        left.unlink()
    shutil.copy(tmp_path / "backup", store)
    photo.write_bytes(b"a third photograph")
    for _ in range(2):
        status, out, err = run("append", folder, photo)
        assert status != 0
        assert out == "", "no number is given away twice"
        assert "put back from a backup" in err


def test_the_answer_as_json_has_its_schema(tmp_path: Path, photo: Path, vkey: str) -> None:
    folder, bundle = tmp_path / "log", tmp_path / "proof.zip"
    answered("append", folder, photo)
    answered("prove", folder, 0, "--bundle", bundle)
    told = json.loads(answered("verify-bundle", bundle, "--json"))
    assert told["schema"] == "firstlight.bundle-answer/1"
    assert {"included", "file_not_given", "log_key_came_along"} <= {one["code"] for one in told["grades"]}
    assert told["records"][0]["says"]["kind"] == "registered"
    assert told["records"][0]["interval"]["before"] is None
    assert any("--log" in one for one in told["not_checked"])


def test_options_may_stand_in_a_file(tmp_path: Path, photo: Path, vkey: str) -> None:
    folder, bundle = tmp_path / "log", tmp_path / "proof.zip"
    answered("append", folder, photo)
    answered("prove", folder, 0, "--bundle", bundle)
    (tmp_path / "trusted").write_text(f"--log={vkey}\n")
    assert "whose key you listed" in answered("verify-bundle", bundle, f"@{tmp_path / 'trusted'}")


def test_a_file_that_is_no_bundle_is_an_answer(photo: Path) -> None:
    assert "[unreadable]" in answered("verify-bundle", photo)


def test_the_key_is_secret_and_the_log_is_made_once(tmp_path: Path, vkey: str) -> None:
    assert (tmp_path / "log" / "log.key").stat().st_mode & 0o077 == 0
    assert len(log_id(vkey)) == 32
    status, _, err = run("init", tmp_path / "log", "--origin", "log.example.org/2026")
    assert (status, "cannot be written" in err) == (2, True)


def test_the_same_entry_keeps_its_number(tmp_path: Path, photo: Path, vkey: str) -> None:
    first = answered("append", tmp_path / "log", "--leaf", photo)
    answered("append", tmp_path / "log", tmp_path / "log" / "log.key")
    assert answered("append", tmp_path / "log", "--leaf", photo) == first


def test_a_proof_and_a_checkpoint_are_printed_for_the_tools_of_others(tmp_path: Path, photo: Path, vkey: str) -> None:
    answered("append", tmp_path / "log", photo)
    note = answered("checkpoint", tmp_path / "log")
    assert note.startswith("log.example.org/2026\n1\n")
    proof = answered("prove", tmp_path / "log", 0)
    assert proof == f"c2sp.org/tlog-proof@v1\nindex 0\n\n{note}"


def test_an_audit_holds_and_finds_a_flipped_bit(tmp_path: Path, photo: Path, vkey: str) -> None:
    answered("append", tmp_path / "log", photo)
    assert "Everything that was checked holds." in answered("audit", tmp_path / "log")
    assert json.loads(answered("audit", tmp_path / "log", "--json"))["findings"] == []
    installation = f"sqlite:///{tmp_path / 'log' / 'log.sqlite3'}"
    assert "1 entries" in answered("audit", "--database", installation, "--tiles", tmp_path / "log")
    _flip(tmp_path / "log" / "log.sqlite3", PHOTO_DIGEST)
    assert "BROKEN" in answered("audit", tmp_path / "log")


PHOTO_DIGEST = bytes.fromhex("e5f22b35de7e039f32da43f7caaf56bd34e2970cb6b6b36fccd259e6b1ed36b1")


def _flip(database: Path, part: bytes) -> None:
    data = bytearray(database.read_bytes())
    data[data.index(part)] ^= 1
    database.write_bytes(bytes(data))


def test_a_log_that_was_put_back_from_a_backup_stops_loudly(tmp_path: Path, photo: Path, vkey: str) -> None:
    folder = tmp_path / "log"
    answered("append", folder, photo)
    backup = (folder / "log.sqlite3").read_bytes()
    answered("append", folder, "--leaf", photo)
    for stale in folder.glob("log.sqlite3*"):
        stale.unlink()
    (folder / "log.sqlite3").write_bytes(backup)
    status, _, err = run("checkpoint", folder)
    assert status == 3
    assert "backup" in err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["frobnicate"],
        ["verify-bundle", "/nowhere.zip"],
        ["verify-bundle", "/nowhere.zip", "--log", "no key"],
        ["prove", "/nowhere", "0"],
        ["prove", "/nowhere", "-1"],
        ["prove", "/nowhere", "\u0661"],
        ["append", "/nowhere", "/nowhere"],
        ["audit"],
        ["mirror", "http://127.0.0.1:9/", "/nowhere", "--log", "no key"],
    ],
)
def test_bad_usage_is_told_in_one_line(words: list[str]) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.strip()


def test_text_from_a_bundle_cannot_move_the_cursor(tmp_path: Path) -> None:
    from chronology.cli.text import inert

    assert inert("a\x1b[2Jb\u202ec") == "a\N{REPLACEMENT CHARACTER}[2Jb\N{REPLACEMENT CHARACTER}c"
