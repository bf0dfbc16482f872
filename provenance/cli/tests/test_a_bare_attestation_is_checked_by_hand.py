from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest

from fixtures.corpus import need_corpus
from provenance.cli.command import main


def run(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return main(words, out, err), out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def android() -> Path:
    return need_corpus("attestation/android") / "attestation" / "android"


def asked(folder: Path, *more: str) -> tuple[str, ...]:
    roots = (
        "--roots",
        f"android={folder / 'roots.json'}",
        "--status",
        f"android={folder / 'google-sample/status.json'}",
    )
    chain = folder / "aosp-keyattestation" / "caiman" / "sdk36" / "TEE_EC_RKP.pem"
    return ("attestation", str(chain), *roots, "--at", "2025-10-01", *more)


def test_a_phones_chain_is_told_in_words_and_in_json(android: Path) -> None:
    status, words, _ = run(*asked(android, "--digest", "ab" * 32))
    assert status == 0
    assert "level: hardware_locked" in words
    assert "binding: unbound" in words
    answer = json.loads(run(*asked(android, "--digest", "ab" * 32, "--json"))[1])
    assert (answer["root"]["maker"], answer["revocation"]["state"]) == ("android", "good")
    assert answer["earns_captured"] is False
    assert answer["claims"]["model"] == "Pixel 9 Pro"


def test_a_field_phone_is_checked_for_a_file(android: Path, tmp_path: Path) -> None:
    said = json.loads((android / "field" / "03D1MLUMM9XULQW2VI0Z2ZTDGL.json").read_text())
    (tmp_path / "chain.der").write_bytes(b"".join(base64.b64decode(one) for one in said["attestationProof"]))
    (tmp_path / "photo.jpg").write_bytes(b"another file")
    words = ("attestation", str(tmp_path / "chain.der"), "--roots", f"android={android / 'roots.json'}",
             "--at", said["date"], "--json")  # fmt: skip
    challenge = base64.b64decode(said["challenge"]).hex()
    assert json.loads(run(*words, "--digest", challenge)[1])["binding"] == "bound"
    assert json.loads(run(*words, "--media", str(tmp_path / "photo.jpg"))[1])["binding"] == "unbound"


@pytest.mark.parametrize("more", [(), ("--digest", "ab"), ("--digest", "zz" * 32), ("--media", "nowhere.jpg")])
def test_what_cannot_be_asked_is_said(android: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status, _, said = run(*asked(android, *more))
    except SystemExit as ended:
        status, said = int(ended.code or 0), capsys.readouterr().err
    assert status == 2
    assert said


def test_a_file_that_is_none_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    status, _, said = run("attestation", str(tmp_path / "photo.jpg"), "--digest", "ab" * 32)
    assert (status, "no attestation of a known format" in said) == (2, True)
