"""The oracle against the plainest count of differing bits there is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.fingerprint.types import Code
from verify.index.arrays import Columns, as_columns, joined, matrix
from verify.index.errors import BadQuestion
from verify.index.flat import FlatIndex
from verify.index.tests.making_codes import code, off
from verify.index.types import Entry, Hit, ItemId, Space


def differing(one: Code, other: Code) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def entries(seed: int, items: int) -> list[Entry]:
    """Two places an item, every second item close to the one before, so that there is something to find."""
    random = np.random.default_rng(seed)
    made: list[Entry] = []
    for item in range(items):
        near = made and item % 2
        codes = [off(made[-2].code, int(random.integers(0, 60)), random) if near else code(random) for _ in range(2)]
        made += [Entry(ItemId(item + 1), place, one) for place, one in enumerate(codes)]
    return made


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 256), st.sets(st.integers(1, 40)))
def test_search_equals_counting_bits_whatever_was_dropped(seed: int, items: int, radius: int, gone: set[int]) -> None:
    rows, index = entries(seed, items), FlatIndex()
    index.add(Space.LOCAL, rows)
    for item in gone:
        index.drop(ItemId(item))
    asked = [row.code for row in rows[:5]] + [code(np.random.default_rng(seed + 1))]
    left = [row for row in rows if row.item not in gone]
    expected = [
        [Hit(row.item, row.place, differing(one, row.code)) for row in left if differing(one, row.code) <= radius]
        for one in asked
    ]
    assert index.search(Space.LOCAL, asked, radius) == expected


def test_columns_of_any_index_say_the_same() -> None:
    rows, index = entries(3, 30), FlatIndex()
    index.add(Space.PICTURE, rows)
    asked = matrix([row.code for row in rows])
    table = {
        tuple(np.stack([h.asked, h.item, h.place, h.distance])[:, n])
        for h in [index.hits(Space.PICTURE, asked, 40)]
        for n in range(len(h))
    }
    wrapped = Columns(index).hits(Space.PICTURE, asked, 40)
    assert {tuple(row) for row in np.stack([wrapped.asked, wrapped.item, wrapped.place, wrapped.distance]).T} == table
    assert as_columns(index) is index


def test_shards_merge_by_union() -> None:
    rows, whole, shards = entries(4, 30), FlatIndex(), (FlatIndex(), FlatIndex())
    whole.add(Space.PICTURE, rows)
    for row in rows:
        shards[row.item % 2].add(Space.PICTURE, [row])
    asked = matrix([row.code for row in rows[:9]])
    merged = joined([shard.hits(Space.PICTURE, asked, 50) for shard in shards])
    alone = whole.hits(Space.PICTURE, asked, 50)
    assert sorted(zip(merged.asked, merged.item, merged.place, strict=True)) == sorted(
        zip(alone.asked, alone.item, alone.place, strict=True)
    )


def test_spaces_are_apart_and_an_empty_one_answers_nothing() -> None:
    rows, index = entries(5, 4), FlatIndex()
    index.add(Space.FRAME, rows)
    assert index.search(Space.LOCAL, [rows[0].code], 256) == [[]]


def test_a_radius_that_is_none_is_refused() -> None:
    with pytest.raises(BadQuestion, match="between 0 and 256"):
        FlatIndex().search(Space.PICTURE, [], 257)
