"""Proofs made from tiles are, hash for hash, what the recursion of RFC 9162 gives."""

from __future__ import annotations

import random

import pytest

from chronology.errors import Malformed
from chronology.merkle.tests.reference import leaves, mth, path, proof
from chronology.tiles import TreeHashes, prove_consistency, prove_inclusion
from chronology.tiles.tests.memory import TilesOf

LEAVES = leaves(1_100)
SIZES = [*range(1, 20), 255, 256, 257, 511, 512, 513, 1_023, 1_024, 1_025, 1_100]
HASHES = TreeHashes(TilesOf(LEAVES))


@pytest.mark.parametrize("size", SIZES)
def test_inclusion_consistency_and_root(size: int) -> None:
    assert HASHES.root(size) == mth(LEAVES[:size])
    chance = random.Random(size)
    for place in {0, size - 1, *(chance.randrange(size) for _ in range(9))}:
        assert list(prove_inclusion(HASHES, place, size)) == path(place, LEAVES[:size])
        assert list(prove_consistency(HASHES, place + 1, size)) == proof(place + 1, LEAVES[:size])


def test_across_two_levels_of_tiles() -> None:
    size = 66_001
    many = leaves(size)
    hashes = TreeHashes(TilesOf(many))
    assert hashes.root(size) == mth(many)
    for place in (0, 65_535, 65_536, 66_000):
        assert list(prove_inclusion(hashes, place, size)) == path(place, many)
    for old in (1, 256, 65_536, 65_537):
        assert list(prove_consistency(hashes, old, size)) == proof(old, many)


def test_a_tile_is_read_once() -> None:
    tiles = TilesOf(LEAVES)
    hashes = TreeHashes(tiles)
    for _ in range(3):
        for place in range(0, 1_024, 64):
            prove_inclusion(hashes, place, 1_024)
    assert tiles.reads <= 5


def test_from_nothing_and_to_itself_there_is_nothing_to_prove() -> None:
    assert prove_consistency(HASHES, 0, 7) == prove_consistency(HASHES, 7, 7) == ()


@pytest.mark.parametrize(("index", "size"), [(0, 0), (7, 7), (-1, 7)])
def test_what_is_not_in_the_tree_is_not_proved(index: int, size: int) -> None:
    with pytest.raises(Malformed):
        prove_inclusion(HASHES, index, size)


@pytest.mark.parametrize(("old", "new"), [(8, 7), (-1, 7)])
def test_a_tree_is_not_proved_to_shrink(old: int, new: int) -> None:
    with pytest.raises(Malformed):
        prove_consistency(HASHES, old, new)


def test_a_tile_of_the_wrong_length_is_refused() -> None:
    class Torn:
        def tile(self, level: int, index: int, width: int) -> bytes:
            return bytes(32 * width - 1)

    with pytest.raises(Malformed):
        prove_inclusion(TreeHashes(Torn()), 0, 3)
