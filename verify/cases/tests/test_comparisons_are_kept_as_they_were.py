"""What came of a comparison is stored and read back whole, its picture of differences apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.comparison.types import (
    Box,
    Change,
    Comparison,
    FilmComparison,
    FilmStretch,
    Interval,
    Likeness,
    PictureComparison,
    SoundComparison,
)
from provenance.likeness import Relation
from verify.cases.likeness_models import FoundLikeness, IndexedWork
from verify.cases.likeness_rows import HEAT_BYTES, comparison_of, likeness_row
from verify.cases.similar import Found, relation_of
from verify.index.types import EVERYBODY, How, ItemId, Nomination

BOX = Box(1, 2, 3, 4)
PICTURE = PictureComparison(
    Likeness.DIFFERS, 40, 12, (1.0, 0.5, -3.25, 0.0, 1.0, 2.0), True, 90, 82, (Change.CROPPED,), (BOX,), (BOX, BOX)
)
SOUND = SoundComparison(Likeness.COPY, -1500, Interval(0, 9), 0.015, (Interval(1, 2),), (Change.RECOMPRESSED,))
FILM = FilmComparison(
    Likeness.DIFFERS,
    2000,
    Interval(5, 900),
    100,
    False,
    (Change.FRAMED,),
    (FilmStretch(Interval(10, 20), (BOX,)),),
    (Interval(30, 40),),
    SOUND,
)


def row(comparison: Comparison) -> FoundLikeness:
    nomination = Nomination(ItemId(7), "r1", EVERYBODY, How.LOCAL, None, 12)
    return likeness_row(Found(IndexedWork(subject="r1", record_id="r1"), nomination, comparison, Relation.DERIVED))


@pytest.mark.parametrize("comparison", [PICTURE, FILM, replace(FILM, sound=None), SOUND])
def test_every_kind_comes_back_as_it_was(comparison: Comparison) -> None:
    assert comparison_of(row(comparison)) == comparison


def test_the_picture_of_differences_is_kept_apart_and_never_too_large() -> None:
    small, large = b"\x89PNG", b"\x89PNG" + bytes(HEAT_BYTES)
    kept = row(replace(PICTURE, heat=small))
    assert kept.heat == small
    assert comparison_of(kept) == PICTURE
    assert row(replace(PICTURE, heat=large)).heat is None


def test_what_another_version_wrote_is_left_out_and_breaks_nothing() -> None:
    later = row(PICTURE)
    later.comparison["likeness"] = "a word of tomorrow"
    assert comparison_of(later) is None
    later.medium = "hologram"
    assert comparison_of(later) is None


@pytest.mark.parametrize(
    ("asked", "recorded", "relation"),
    [
        (("new", "old"), ("old",), Relation.DERIVED),
        (("old",), ("new", "old"), Relation.SOURCE),
        (("a", "shared"), ("b", "shared"), Relation.NONE),
        ((), ("old",), Relation.NONE),
        (("new",), (), Relation.NONE),
    ],
)
def test_chains_tie_two_files_only_by_what_one_of_them_is(
    asked: tuple[str, ...], recorded: tuple[str, ...], relation: Relation
) -> None:
    assert relation_of(asked, recorded) is relation
