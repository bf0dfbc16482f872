"""A maintainer without a wallet in the browser: the same ballot, by the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from eth_account import Account

from provenance.blindlist.government.ballots import from_text, make_ballot, unsigned_to_json, vote_of
from provenance.blindlist.government.codes import code_from_bytes, code_to_bytes, new_code
from provenance.blindlist.government.tests.parliament import DOMAIN, bytes_of, chance, maintainer, wallet_secret
from provenance.cli.blindlist import blindlist

CODE = new_code(chance("at home"))
BALLOT = make_ballot(
    ("ab" * 32, "1 list_device"), True, CODE, wallet=maintainer(1).wallet, time=1_790_000_000, nonce=bytes_of("nonce")
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "ballot.json").write_text(json.dumps(unsigned_to_json(DOMAIN, BALLOT)))
    keystore = Account.encrypt(wallet_secret(1), "correct horse", kdf="pbkdf2", iterations=1)
    (tmp_path / "key.json").write_text(json.dumps(keystore))
    (tmp_path / "password").write_text("correct horse\n")
    where = ["--keystore", str(tmp_path / "key.json"), "--password-file", str(tmp_path / "password")]
    return [str(tmp_path / "ballot.json"), *where]


def said(verb: str, files: list[str], *more: str) -> str:
    out = io.StringIO()
    assert blindlist(["ballot", verb, *files, *more], out, io.StringIO()) == 0
    return out.getvalue()


def test_it_is_signed_by_the_wallet_in_the_keystore(files: list[str]) -> None:
    assert from_text(said("sign", files)).ballot == BALLOT


def test_the_voter_sees_what_it_stands_for(files: list[str]) -> None:
    assert "stands for yes" in said("check", files, "--code", code_to_bytes(CODE).hex())


def test_the_voter_can_show_the_other_vote_to_whoever_asks(files: list[str]) -> None:
    other = said("other-way", files, "--code", code_to_bytes(CODE).hex()).strip()
    assert "stands for no" in said("check", files, "--code", other)
    assert not vote_of(BALLOT, code_from_bytes(bytes.fromhex(other)), maintainer(1).wallet)
