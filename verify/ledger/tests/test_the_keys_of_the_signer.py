from __future__ import annotations

import secrets
import stat
from pathlib import Path

import pytest

from chronology.notes import Algorithm
from verify.ledger.signer.errors import CannotSign
from verify.ledger.signer.keys import SigningKeys, signing_keys

ORIGIN = "log.example.org/desk"


def keys_in(folder: Path, origin: str = ORIGIN) -> SigningKeys:
    return signing_keys(folder, origin=origin, randomness=secrets.token_bytes)


def test_they_are_made_once_with_mode_0600_and_named_after_the_log(tmp_path: Path) -> None:
    made = keys_in(tmp_path / "keys")
    assert keys_in(tmp_path / "keys").public() == made.public()
    assert (made.log.name, made.witness.name, made.report.name) == (ORIGIN, f"{ORIGIN}/witness", f"{ORIGIN}/reports")
    assert made.witness.verifier.algorithm == Algorithm.ED25519_COSIGNATURE
    assert len(set(made.public().values())) == 3
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 3
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


def test_a_log_never_changes_its_name(tmp_path: Path) -> None:
    keys_in(tmp_path)
    with pytest.raises(CannotSign, match="set LOG_ORIGIN back") as refused:
        keys_in(tmp_path, "another.example.org/log")
    assert refused.value.code == "key.foreign"


def test_a_damaged_key_is_never_replaced(tmp_path: Path) -> None:
    keys_in(tmp_path)
    (tmp_path / "log.key").write_text("PRIVATE+KEY+nonsense\n", "ascii")
    with pytest.raises(CannotSign, match="restore it"):
        keys_in(tmp_path)
    assert (tmp_path / "log.key").read_text("ascii") == "PRIVATE+KEY+nonsense\n"


def test_a_key_shows_no_secret_of_itself(tmp_path: Path) -> None:
    made = keys_in(tmp_path)
    secret = (tmp_path / "log.key").read_text("ascii").strip()
    assert secret.split("+", 4)[4] not in repr(made)


def test_a_start_that_was_killed_while_it_wrote_a_key_leaves_none(tmp_path: Path) -> None:
    (tmp_path / ".log.key.draft").write_text("half a k", "ascii")
    assert keys_in(tmp_path).log.name == ORIGIN
    assert not (tmp_path / ".log.key.draft").exists()
