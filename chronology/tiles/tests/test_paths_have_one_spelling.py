"""Names of tiles: C2SP tlog-tiles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed
from chronology.tiles import TilePath, parse_path, tiles_between


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (TilePath(0, 0), "tile/0/000"),
        (TilePath(0, 1_234_067), "tile/0/x001/x234/067"),
        (TilePath(63, 999, 255), "tile/63/999.p/255"),
        (TilePath(None, 1_000, 1), "tile/entries/x001/000.p/1"),
        (TilePath(7, 2**63 - 1), "tile/7/x009/x223/x372/x036/x854/x775/807"),
    ],
)
def test_known_names(path: TilePath, text: str) -> None:
    assert str(path) == text
    assert parse_path(text) == path


@given(st.one_of(st.none(), st.integers(0, 63)), st.integers(0, 2**63 - 1), st.integers(1, 256))
def test_what_is_written_is_read_back(level: int | None, index: int, width: int) -> None:
    assert parse_path(str(TilePath(level, index, width))) == TilePath(level, index, width)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "checkpoint",
        "tile/0",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/1234",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/../000",
        "tile/entries/../../000",
        "tile/data/000",
        "tile/0/\u0661\u0661\u0661",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/000\n",
    ],
)
def test_every_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse_path(text)


def test_the_example_of_the_specification() -> None:
    tiles = list(tiles_between(0, 70_000))
    hashes = [one for one in tiles if one.level is not None]
    assert [one for one in hashes if not one.is_full] == [TilePath(0, 273, 112), TilePath(1, 1, 17), TilePath(2, 0, 1)]
    assert len([one for one in hashes if one.is_full]) == 273 + 1
    assert len([one for one in tiles if one.level is None]) == 274


def test_a_tree_of_256_has_one_full_tile_and_one_hash_above_it() -> None:
    assert [str(one) for one in tiles_between(0, 256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_what_two_growths_need_is_what_one_needs(first: int, more: int) -> None:
    old, new = first, first + more
    grown = {one for one in tiles_between(0, old) if one.is_full} | set(tiles_between(old, new))
    edge = {one for one in tiles_between(0, new) if not one.is_full}
    assert grown | edge == set(tiles_between(0, new))


def test_nothing_grows_by_nothing() -> None:
    assert list(tiles_between(0, 0)) == list(tiles_between(300, 300)) == []
