"""Whatever a careless caller hands in, a proof is refused as broken and never half read."""

from __future__ import annotations

from typing import Any

import pytest

from chronology import ProofBroken, leaf_hash, verify_consistency, verify_inclusion
from chronology.merkle import node_hash

LEFT, RIGHT = leaf_hash(b"left"), leaf_hash(b"right")
ROOT = node_hash(LEFT, RIGHT)


def test_a_path_that_can_be_read_only_once_is_read_whole() -> None:
    verify_inclusion(leaf_hash=LEFT, index=0, size=2, path=iter([RIGHT]), root=ROOT)  # type: ignore[arg-type]
    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=LEFT, index=0, size=1, path=iter([RIGHT]), root=LEFT)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0.0, "0", None, True])
def test_a_number_that_is_none_is_refused(number: Any) -> None:
    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=LEFT, index=number, size=2, path=[RIGHT], root=ROOT)
    with pytest.raises(ProofBroken):
        verify_consistency(old_size=number, old_root=LEFT, new_size=2, new_root=ROOT, path=[RIGHT])


@pytest.mark.parametrize("wrong", ["x" * 32, None, list(RIGHT), 5])
def test_a_hash_that_is_none_is_refused(wrong: Any) -> None:
    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=LEFT, index=0, size=2, path=[wrong], root=ROOT)
    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=wrong, index=0, size=1, path=[], root=wrong)


def test_a_path_without_end_is_refused() -> None:
    def endless() -> Any:
        while True:
            yield RIGHT

    with pytest.raises(ProofBroken):
        verify_inclusion(leaf_hash=LEFT, index=0, size=2, path=endless(), root=ROOT)
