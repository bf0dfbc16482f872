"""`blindlist hold`: tokens are shown once and kept as hashes; a place that others could reach is refused."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from provenance.blindlist.errors import BudgetSpent
from provenance.blindlist.holding_store import BadToken, HolderStore, hash_of
from provenance.blindlist.types import KeyName
from provenance.cli.command import main

DAY = date(2026, 11, 22)


def said(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return main(["blindlist", *words], out, err), out.getvalue(), err.getvalue()


def test_a_token_is_printed_once_and_kept_as_its_hash(tmp_path: Path) -> None:
    status, token, told = said("hold", "--folder", str(tmp_path), "--token", "newsroom")
    assert (status, hash_of(token.strip()) in told) == (0, True)
    HolderStore(tmp_path).spend(hash_of(token.strip()), KeyName.OPEN, 8, DAY)
    kept = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert token.strip().encode() not in kept


def test_the_next_holder_takes_the_same_token_by_its_hash(tmp_path: Path) -> None:
    words = ("--token", "newsroom", "--hash", hash_of("a token"), "--serials", "2")
    assert said("hold", "--folder", str(tmp_path), *words) == (0, "", "")
    store = HolderStore(tmp_path)
    store.spend(hash_of("a token"), KeyName.SERIALS, 2, DAY)
    with pytest.raises(BudgetSpent):
        store.spend(hash_of("a token"), KeyName.SERIALS, 1, DAY)


def test_an_ended_token_asks_no_more(tmp_path: Path) -> None:
    said("hold", "--folder", str(tmp_path), "--token", "newsroom", "--hash", hash_of("a token"))
    assert said("hold", "--folder", str(tmp_path), "--end", "newsroom")[0] == 0
    with pytest.raises(BadToken):
        HolderStore(tmp_path).spend(hash_of("a token"), KeyName.OPEN, 8, DAY)


@pytest.mark.parametrize(
    "words",
    [
        ("--bind", "0.0.0.0:9000"),
        ("--bind", "list.example:9000"),
        ("--bind", "unix:relative.sock"),
        ("--token", "newsroom", "--hash", "XYZ"),
        (),
    ],
)
def test_bad_usage_is_told_and_ends_with_two(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        said("hold", "--folder", str(tmp_path), *words)
    assert ended.value.code == 2
    assert "hold" in capsys.readouterr().err


def test_a_verb_that_is_none_is_told_which_there_are() -> None:
    status, _, told = said("grasp")
    assert (status, "hold" in told) == (2, True)
