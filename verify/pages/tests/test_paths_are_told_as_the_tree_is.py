"""Each step of a path names the entries that its neighbour really covers, on the side where it really stands."""

from __future__ import annotations

from hashlib import sha256

import pytest

from verify.pages.presentation.chronology.drawing import path_drawing
from verify.pages.presentation.chronology.path import joins

PLACES = [(0, 1), (0, 2), (1, 2), (2, 3), (6, 7), (3, 8), (59, 87), (86, 87), (0, 100)]


def tree(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962 section 2.1 defines it, written down once more."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + tree(leaves[:split]) + tree(leaves[split:])).digest()


def path(index: int, leaves: list[bytes]) -> list[bytes]:
    """The audit path of RFC 6962 section 2.1.1."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*path(index, leaves[:split]), tree(leaves[split:])]
    return [*path(index - split, leaves[split:]), tree(leaves[:split])]


@pytest.mark.parametrize(("index", "size"), PLACES)
def test_every_neighbour_covers_the_entries_that_it_is_said_to_cover(index: int, size: int) -> None:
    leaves = [sha256(b"\x00%d" % number).digest() for number in range(size)]
    found, steps = leaves[index], joins(index, size, [one.hex() for one in path(index, leaves)])
    for step in steps:
        neighbour = tree(leaves[step.first : step.last + 1])
        assert neighbour.hex() == step.digest
        found = sha256(b"\x01" + (neighbour + found if step.left else found + neighbour)).digest()
    assert found == tree(leaves)


@pytest.mark.parametrize(("index", "size", "hashes"), [(3, 8, 2), (3, 8, 4), (8, 8, 3), (-1, 8, 3), (0, 0, 0)])
def test_a_path_that_does_not_fit_the_tree_is_not_drawn(index: int, size: int, hashes: int) -> None:
    with pytest.raises(ValueError, match="tree"):
        joins(index, size, ["00" * 32] * hashes)


def test_the_drawing_has_a_row_for_each_step_and_words_for_those_who_do_not_see_it() -> None:
    steps = joins(59, 87, ["00" * 32] * 7)
    drawing = path_drawing(59, 87, steps)
    assert drawing is not None
    assert [rung.label for rung in drawing.rungs] == [
        "64 – 86",
        "0 – 31",
        "32 – 47",
        "48 – 55",
        "60 – 63",
        "56 – 57",
        "58",
    ]
    assert "entry 59" in drawing.description
    assert all(rung.y < drawing.foot < drawing.height for rung in drawing.rungs)


def test_a_log_of_one_entry_needs_no_drawing() -> None:
    assert path_drawing(0, 1, joins(0, 1, [])) is None


def test_numbers_are_written_as_people_read_them() -> None:
    steps = joins(0, 20_000, ["00" * 32] * 15)
    assert steps[-1].sentence == "On the right, the hash of entries 16,384 to 19,999:"
    assert steps[0].sentence == "On the right, the hash of entry 1:"
