"""Proofs made by the recursion of the RFCs hold; with any part of them changed they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology import ProofBroken, verify_consistency, verify_inclusion
from chronology.merkle.subtree import verify_subtree_consistency, verify_subtree_inclusion
from chronology.merkle.tests.reference import leaves, mth, path, proof, subtree_proof

LEAVES = leaves(70)


@given(st.data())
def test_inclusion(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    way, root = path(index, LEAVES[:size]), mth(LEAVES[:size])
    verify_inclusion(leaf_hash=LEAVES[index], index=index, size=size, path=way, root=root)
    other = data.draw(st.integers(0, size + 1).filter(lambda one: one != index))
    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=LEAVES[index], index=other, size=size, path=way, root=root)
    for changed in _changed(way):
        with pytest.raises(ProofBroken):
            verify_inclusion(leaf_hash=LEAVES[index], index=index, size=size, path=changed, root=root)


@given(st.data())
def test_consistency(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, 70))
    old = data.draw(st.integers(1, new))
    way, roots = proof(old, LEAVES[:new]), (mth(LEAVES[:old]), mth(LEAVES[:new]))
    verify_consistency(old_size=old, old_root=roots[0], new_size=new, new_root=roots[1], path=way)
    forked = mth([*LEAVES[: old - 1], LEAVES[0][::-1]])
    with pytest.raises(ProofBroken):
        verify_consistency(old_size=old, old_root=forked, new_size=new, new_root=roots[1], path=way)
    for changed in _changed(way):
        with pytest.raises(ProofBroken):
            verify_consistency(old_size=old, old_root=roots[0], new_size=new, new_root=roots[1], path=changed)


def test_every_subtree_of_every_small_tree() -> None:
    for size in range(1, 24):
        for start, end in _subtrees(size):
            way, inner, root = subtree_proof(start, end, LEAVES[:size]), mth(LEAVES[start:end]), mth(LEAVES[:size])
            verify_subtree_consistency(start=start, end=end, size=size, subtree_root=inner, root=root, path=way)
            for changed in _changed(way):
                with pytest.raises(ProofBroken):
                    verify_subtree_consistency(
                        start=start, end=end, size=size, subtree_root=inner, root=root, path=changed
                    )
            for index in range(start, end):
                verify_subtree_inclusion(
                    leaf_hash=LEAVES[index],
                    index=index,
                    start=start,
                    end=end,
                    path=path(index - start, LEAVES[start:end]),
                    root=inner,
                )


def _subtrees(size: int) -> list[tuple[int, int]]:
    ends = [(start, end) for start in range(size) for end in range(start + 1, size + 1)]
    return [(start, end) for start, end in ends if start % (1 << (end - start - 1).bit_length()) == 0]


def _changed(way: list[bytes]) -> list[list[bytes]]:
    flipped = [[*way[:at], bytes([one[0] ^ 1]) + one[1:], *way[at + 1 :]] for at, one in enumerate(way)]
    return [*flipped, [*way, bytes(32)], [bytes(32), *way], *([way[:-1]] if way else [])]
