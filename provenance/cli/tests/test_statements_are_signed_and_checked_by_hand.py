"""`sign` makes what an installation takes, `statement` tells what it says; neither needs a network."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from eth_account import Account

from provenance.cli.command import main
from provenance.statements import recovery, wire
from provenance.statements.commitment import commitment
from provenance.statements.types import ContentForm, Role, SignatureState, Statement

SECRET = bytes(31) + b"\x2a"
PASSWORD = "correct horse"
CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
HASH = "0x" + "ab" * 32


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a work, a keystore and its password."""
    (tmp_path / "work.jpg").write_bytes(b"these bytes")
    keystore = Account.encrypt(SECRET, PASSWORD, kdf="pbkdf2", iterations=2)
    (tmp_path / "key.json").write_text(json.dumps(keystore))
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return main(words, out, err), out.getvalue(), err.getvalue()


def signing(desk: Path, *more: str) -> tuple[str, ...]:
    key = ("--keystore", str(desk / "key.json"), "--password-file", str(desk / "password"))
    return ("sign", str(desk / "work.jpg"), *key, "--chain", "31337", "--contract", CONTRACT, *more)


def test_a_signed_statement_holds_and_is_about_the_file(desk: Path) -> None:
    status, printed, _ = run(*signing(desk, "--role", "publisher", "--source", "https://news.example/a"))
    signed = wire.from_text(printed)
    assert status == 0
    assert isinstance(signed.message, Statement)
    assert signed.message.content == hashlib.sha256(b"these bytes").digest()
    assert (signed.message.role, signed.message.source) == (Role.PUBLISHER, "https://news.example/a")
    assert signed.signer.hex() == Account.from_key(SECRET).address[2:].lower()
    assert recovery.check(signed, None).state is SignatureState.HOLDS  # type: ignore[arg-type]


def test_each_signing_has_a_nonce_of_its_own(desk: Path) -> None:
    first, second = (wire.from_text(run(*signing(desk, "--json"))[1]) for _ in range(2))
    assert first.message.nonce != second.message.nonce


def test_an_organisation_and_its_delegation_are_named(desk: Path) -> None:
    printed = run(*signing(desk, "--organisation", CONTRACT, "--delegation", HASH, "--json"))[1]
    message = wire.from_text(printed).message
    assert isinstance(message, Statement)
    assert (message.organisation.hex(), message.delegation.hex()) == (CONTRACT[2:].lower(), "ab" * 32)


def test_a_statement_can_be_taken_back(desk: Path) -> None:
    message = wire.from_text(run(*signing(desk, "--act", "retract", "--about", HASH))[1]).message
    assert isinstance(message, Statement)
    assert (message.act.value, message.about.hex()) == ("retract", "ab" * 32)


def test_a_sealed_statement_opens_with_what_was_printed_beside(desk: Path) -> None:
    _, printed, beside = run(*signing(desk, "--sealed"))
    message = wire.from_text(printed).message
    assert isinstance(message, Statement)
    assert message.form is ContentForm.COMMITMENT
    digest = hashlib.sha256(b"these bytes").digest()
    assert message.content == commitment(digest, bytes.fromhex(json.loads(beside)["salt"]))
    assert digest.hex() not in printed
    (desk / "opening.json").write_text(beside)
    assert content(desk, printed, "--opening", str(desk / "opening.json")) == "content.same"
    assert content(desk, printed) == "content.sealed"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--source", "http://news.example"), "https"),
        (("--act", "retract"), "names the statement"),
        (("--delegation", HASH), "organisation"),
        (("--organisation", CONTRACT.replace("5F", "5f")), "capitals"),
    ],
)
def test_what_cannot_be_signed_is_said_before_the_password_is_asked_for(
    desk: Path, more: tuple[str, ...], said: str
) -> None:
    (desk / "password").unlink()
    status, printed, error = run(*signing(desk, *more))
    assert (status, printed) == (2, "")
    assert said in error


def test_where_nobody_can_be_asked_for_the_password_the_way_out_is_said(desk: Path) -> None:
    """As under a scheduler: no terminal, and nothing to read."""
    words = [one for one in signing(desk) if one not in ("--password-file", str(desk / "password"))]
    ended = subprocess.run(
        [sys.executable, "-m", "provenance", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "--password-file" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("wrong", ["another password", ""])
def test_a_wrong_password_is_said_and_nothing_is_signed(desk: Path, wrong: str) -> None:
    (desk / "password").write_text(wrong)
    status, printed, error = run(*signing(desk))
    assert (status, printed) == (2, "")
    assert "password" in error


def test_without_a_file_the_password_is_asked_for(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("getpass.getpass", answer)
    words = [one for one in signing(desk) if one not in ("--password-file", str(desk / "password"))]
    status, printed, _ = run(*words)
    assert (status, len(asked)) == (0, 1)
    assert PASSWORD not in printed


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"version": 4}', '{"version": 3, "crypto": 1}', "[" * 5000])
def test_what_is_no_keystore_is_said(desk: Path, content: str) -> None:
    (desk / "key.json").write_text(content)
    status, printed, error = run(*signing(desk))
    assert (status, printed) == (2, "")
    assert "keystore" in error


def test_a_password_cannot_be_given_as_a_word(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*signing(desk, "--password", PASSWORD))
    assert stopped.value.code == 2
    assert "--password" in capsys.readouterr().err


def test_the_check_says_whose_key_signed_and_what_it_did_not_look_at(desk: Path) -> None:
    answer = checked(desk, run(*signing(desk))[1], "--media", str(desk / "work.jpg"))
    assert answer["signature"]["state"] == "holds"
    assert answer["content"]["code"] == "content.same"
    assert set(answer["not_checked"]) == {"record", "revocations", "delegation", "principal"}
    assert answer["signer"] == Account.from_key(SECRET).address


def test_other_bytes_are_not_what_was_signed(desk: Path) -> None:
    printed = run(*signing(desk))[1]
    (desk / "work.jpg").write_bytes(b"other bytes")
    assert content(desk, printed) == "content.other"


def test_an_altered_statement_does_not_hold(desk: Path) -> None:
    altered = run(*signing(desk, "--role", "author"))[1].replace('"author"', '"licensee"')
    answer = checked(desk, altered)
    assert (answer["signature"]["state"], answer["signature"]["code"]) == ("unavailable", "signature.may_be_contract")
    assert answer["content"]["code"] == "content.not_given"


@pytest.mark.parametrize("text", ["", "{}", "null", '{"schema": "firstlight.signed/1"}'])
def test_what_is_no_signed_message_is_said(desk: Path, text: str) -> None:
    (desk / "signed.json").write_text(text)
    status, printed, error = run("statement", str(desk / "signed.json"))
    assert (status, printed) == (2, "")
    assert error.strip()


def test_people_read_it_line_by_line(desk: Path) -> None:
    (desk / "signed.json").write_text(run(*signing(desk))[1])
    status, printed, _ = run("statement", str(desk / "signed.json"))
    assert status == 0
    assert "signature: The key of the account that is named made this signature.  [signature.holds]" in printed
    assert f"names {Account.from_key(SECRET).address} as its signer" in printed
    assert "role: author" in printed
    assert "by the signer's own clock" in printed
    assert "delegation: 0x" not in printed
    assert "not checked: record, revocations" in printed


def test_nobody_is_said_to_have_signed_where_that_is_not_shown(desk: Path) -> None:
    altered = run(*signing(desk, "--role", "author"))[1].replace('"author"', '"licensee"')
    (desk / "signed.json").write_text(altered)
    printed = run("statement", str(desk / "signed.json"), "--media", str(desk / "work.jpg"))[1]
    assert "signed by" not in printed
    assert "did not make the signature" in printed


def content(desk: Path, printed: str, *more: str) -> str:
    return str(checked(desk, printed, "--media", str(desk / "work.jpg"), *more)["content"]["code"])


def checked(desk: Path, printed: str, *more: str) -> dict[str, dict[str, str]]:
    (desk / "signed.json").write_text(printed)
    status, answer, _ = run("statement", str(desk / "signed.json"), "--json", *more)
    assert status == 0
    return dict(json.loads(answer))
