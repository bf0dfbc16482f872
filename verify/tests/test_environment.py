from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from verify.environment import Environment, installation_key


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_a_flag_knows_the_words_for_yes(word: str) -> None:
    assert Environment({"A": word}).flag("A")


@pytest.mark.parametrize("word", ["0", "false", "No", "off", ""])
def test_a_flag_knows_the_words_for_no(word: str) -> None:
    assert not Environment({"A": word}).flag("A", default=True)


def test_what_is_not_set_keeps_its_default(tmp_path: Path) -> None:
    empty = Environment({})
    assert empty.flag("A", default=True)
    assert empty.number("A", 7) == 7
    assert empty.path("A", tmp_path) == tmp_path
    assert empty.listing("A") == []
    assert empty.given("A") == []


def test_a_list_is_cut_at_commas() -> None:
    assert Environment({"A": " a.org, b.org ,,"}).listing("A") == ["a.org", "b.org"]


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="unset one"):
        Environment({"A": "x", "A_FILE": str(tmp_path / "a")}).secret("A")


def test_an_empty_secret_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(ImproperlyConfigured, match="empty"):
        Environment({"A_FILE": str(tmp_path / "a")}).secret("A")


def test_many_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: installation_key(tmp_path / "keys" / "k"), range(64)))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["k"]
