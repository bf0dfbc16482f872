"""A compact range gives the roots of RFC 6962 however its leaves come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed
from chronology.merkle.compact import CompactRange, root_of
from chronology.merkle.tests.reference import leaves, mth

LEAVES = leaves(300)


def test_one_by_one_every_root_is_the_one_of_the_recursion() -> None:
    tree = CompactRange()
    for size, leaf in enumerate(LEAVES[:100], 1):
        tree.append(leaf)
        assert (tree.size, tree.root()) == (size, mth(LEAVES[:size]))


@given(st.lists(st.integers(0, 90), max_size=4))
def test_batches_of_any_size_give_the_same_root(batches: list[int]) -> None:
    tree, size = CompactRange(), 0
    for count in batches:
        tree.extend((LEAVES * 2)[size : size + count])
        size += count
    assert tree.root() == mth((LEAVES * 2)[:size]) == root_of((LEAVES * 2)[:size])


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_stored_range_grows_on_where_it_was(stop: int, end: int) -> None:
    tree = CompactRange()
    tree.extend(LEAVES[:stop])
    again = CompactRange.from_bytes(stop, tree.to_bytes())
    assert again == tree
    again.extend(LEAVES[stop : max(stop, end)])
    assert again.root() == mth(LEAVES[: max(stop, end)])


def test_a_copy_grows_on_its_own() -> None:
    tree = CompactRange()
    tree.extend(LEAVES[:5])
    twin = tree.copy()
    twin.append(LEAVES[5])
    assert (tree.root(), twin.root()) == (mth(LEAVES[:5]), mth(LEAVES[:6]))


@pytest.mark.parametrize(("size", "data"), [(0, b"x"), (1, b""), (3, bytes(32)), (2, bytes(64)), (-1, b"")])
def test_bytes_that_do_not_fit_the_size_are_refused(size: int, data: bytes) -> None:
    with pytest.raises(Malformed):
        CompactRange.from_bytes(size, data)


def test_a_leaf_that_is_no_hash_changes_nothing() -> None:
    tree = CompactRange()
    with pytest.raises(Malformed):
        tree.extend((LEAVES[0], b"short"))
    assert tree.size == 0
