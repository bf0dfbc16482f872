"""What the RFC leaves to the reader; the same rules stand in docs/log.md, "Edge rules"."""

from __future__ import annotations

from hashlib import sha256

import pytest

from chronology import ProofBroken, verify_consistency, verify_inclusion
from chronology.merkle.compact import CompactRange, root_of
from chronology.merkle.subtree import verify_subtree_consistency, verify_subtree_inclusion
from chronology.merkle.tests.reference import leaves, mth

EMPTY = sha256(b"").digest()
PLACEHOLDER = b"don't care 2"
TREE = leaves(3)


def test_the_empty_tree_has_the_root_of_nothing() -> None:
    assert root_of(()) == CompactRange().root() == EMPTY


@pytest.mark.parametrize("new_size", [0, 1, 3])
def test_from_size_zero_nothing_is_shown_whatever_the_roots(new_size: int) -> None:
    with pytest.raises(ProofBroken):
        verify_consistency(old_size=0, old_root=EMPTY, new_size=new_size, new_root=mth(TREE[:new_size]), path=())


def test_one_size_needs_one_root_and_no_proof() -> None:
    root = mth(TREE)
    verify_consistency(old_size=3, old_root=root, new_size=3, new_root=root, path=())
    with pytest.raises(ProofBroken):
        verify_consistency(old_size=3, old_root=root, new_size=3, new_root=EMPTY, path=())
    with pytest.raises(ProofBroken):
        verify_consistency(old_size=3, old_root=root, new_size=3, new_root=root, path=(EMPTY,))


def test_a_placeholder_is_not_a_root_even_where_both_agree() -> None:
    with pytest.raises(ProofBroken):
        verify_consistency(old_size=1, old_root=PLACEHOLDER, new_size=1, new_root=PLACEHOLDER, path=())
    with pytest.raises(ProofBroken):
        verify_subtree_consistency(start=0, end=1, size=1, subtree_root=PLACEHOLDER, root=PLACEHOLDER, path=())


@pytest.mark.parametrize(("leaf_hash", "root"), [(b"", b""), (b"", EMPTY), (EMPTY, b""), (PLACEHOLDER, PLACEHOLDER)])
def test_an_empty_or_short_hash_is_never_included(leaf_hash: bytes, root: bytes) -> None:
    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=leaf_hash, index=0, size=1, path=(), root=root)


def test_the_only_entry_is_the_root_itself() -> None:
    verify_inclusion(leaf_hash=TREE[0], index=0, size=1, path=(), root=TREE[0])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3), (0, -1), (2**64 - 1, 1), (2**64, 2**64)])
def test_no_entry_stands_outside_its_tree(index: int, size: int) -> None:
    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=TREE[0], index=index, size=size, path=(), root=TREE[0])


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3), (1, 0), (-2, -1)])
def test_a_tree_never_shrinks(old: int, new: int) -> None:
    with pytest.raises(ProofBroken):
        verify_consistency(old_size=old, old_root=TREE[0], new_size=new, new_root=mth(TREE), path=(TREE[1],))


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_an_empty_subtree_shows_nothing(size: int) -> None:
    with pytest.raises(ProofBroken):
        verify_subtree_consistency(start=0, end=0, size=size, subtree_root=EMPTY, root=mth(TREE[:size]), path=())
    with pytest.raises(ProofBroken):
        verify_subtree_inclusion(leaf_hash=TREE[0], index=0, start=0, end=0, path=(), root=EMPTY)


@pytest.mark.parametrize(("start", "end"), [(1, 3), (2, 5), (3, 5), (1, 2**63 + 2), (2, 1), (-2, 0)])
def test_what_is_not_a_subtree_is_refused_however_its_proof_looks(start: int, end: int) -> None:
    with pytest.raises(ProofBroken):
        verify_subtree_consistency(start=start, end=end, size=2**64, subtree_root=EMPTY, root=EMPTY, path=(EMPTY,))
