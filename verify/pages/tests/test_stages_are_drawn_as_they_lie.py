"""What is drawn of a comparison: rectangles where boxes are, a copy laid as its transform says, words for all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.comparison.types import (
    Box,
    FilmComparison,
    FilmStretch,
    Interval,
    Likeness,
    PictureComparison,
    SoundComparison,
)
from provenance.likeness import Standing
from verify.cases.likeness_sizes import Sizes
from verify.cases.likenesses import Band, LikenessView
from verify.pages.presentation.regions import in_words, regions
from verify.pages.presentation.similar import row
from verify.pages.presentation.stages import Addresses, stage

ASKED, RECORDED = (512, 256), (400, 500)
BOTH = Sizes(ASKED, RECORDED)
EVERYTHING = Addresses("/asked", "/recorded", "/heat")
DIFFERS = PictureComparison(
    Likeness.DIFFERS,
    transform=(0.5, 0.1, 12.0, -0.1, 0.5, 7.0),
    asked_boxes=(Box(5000, 5000, 1000, 2000),),
    recorded_boxes=(Box(0, 0, 10000, 1000),),
)


def test_boxes_become_rectangles_in_pixels_of_their_own_picture() -> None:
    (one,) = regions(DIFFERS.asked_boxes, ASKED)
    assert (one.x, one.y, one.width, one.height) == (256.0, 128.0, 51.2, 51.2)


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (Box(0, 0, 2000, 2000), "upper left, about 4 % of the picture"),
        (Box(4500, 4500, 1000, 1000), "middle, about 1 % of the picture"),
        (Box(8000, 8000, 2000, 2000), "lower right, about 4 % of the picture"),
        (Box(0, 0, 9000, 9000), "most of the picture (about 81 %)"),
        (Box(9999, 9999, 1, 1), "lower right, about 1 % of the picture"),
    ],
)
def test_a_region_is_told_in_words(box: Box, words: str) -> None:
    assert in_words(box) == words


def test_a_copy_is_laid_over_the_record_as_svg_writes_the_transform() -> None:
    drawn = stage(DIFFERS, EVERYTHING, ASKED, BOTH)
    assert drawn.over == "matrix(0.5 -0.1 0.1 0.5 12 7)"
    assert drawn.has_slider
    assert drawn.views == 3


def test_a_mirrored_copy_is_turned_over_before_it_is_laid() -> None:
    drawn = stage(replace(DIFFERS, mirrored=True), EVERYTHING, ASKED, BOTH)
    assert drawn.over.endswith(" translate(512 0) scale(-1 1)")


@pytest.mark.parametrize(
    "changes",
    [
        {"likeness": Likeness.SIMILAR},
        {"likeness": Likeness.UNCOMPARED},
        {"transform": None},
        {"transform": (1.0,)},
        {"transform": (float("nan"),) * 6},
    ],
)
def test_what_no_geometry_confirms_is_never_laid_over_each_other(changes: dict[str, object]) -> None:
    assert not stage(replace(DIFFERS, **changes), EVERYTHING, ASKED, BOTH).has_slider  # type: ignore[arg-type]


def test_without_the_recorded_picture_only_this_copy_is_drawn() -> None:
    drawn = stage(DIFFERS, Addresses("/asked"), ASKED, None)
    assert (drawn.recorded, drawn.over, drawn.heat) == (None, "", "")
    assert drawn.asked is not None
    assert drawn.asked.words == "This copy, one region marked"


def test_a_thousand_boxes_mark_no_more_than_can_be_told_apart() -> None:
    many = stage(replace(DIFFERS, asked_boxes=DIFFERS.asked_boxes * 1000), EVERYTHING, ASKED, BOTH)
    assert len(many.list) == 12
    assert "The first ones are marked." in many.said


def view(comparison: object, **changes: object) -> LikenessView:
    values: dict[str, object] = {
        "number": 1, "record": "r1", "recorder": "Desk\u202e", "standing": Standing.OTHER, "kind": "film",
        "code": "likeness.two_versions", "params": {}, "comparison": comparison, "exact": False, "not_before": None,
        "by": None, "development": False, "waiting": False, "retracted": False, "sealed": False, "how": "frames",
        "band": Band.NEAR, "distance": None, "has_heat": False, "shows_proxy": False,
    }  # fmt: skip
    return LikenessView(**{**values, **changes})  # type: ignore[arg-type]


def test_a_film_is_told_second_by_second() -> None:
    film = FilmComparison(
        Likeness.DIFFERS,
        offset_ms=5000,
        matching=Interval(0, 60_000),
        differing=(
            FilmStretch(Interval(12_000, 19_000), (Box(0, 0, 2000, 2000),)),
            FilmStretch(Interval(30_000, 31_000)),
        ),
        cuts=(Interval(40_000, 43_000),),
        sound=SoundComparison(Likeness.COPY, splices=(Interval(1_000, 2_000),)),
    )
    told = row(view(film), None)
    assert [when for when, _what in told.stretches] == ["0:12–0:19", "0:30–0:31", "0:01–0:02", "0:40–0:43"]
    assert told.stretches[0][1] == "the pictures differ: upper left, about 4 % of the picture"
    assert [(one.kind, one.x, one.width) for one in told.line] == [
        ("same", 0.0, 1000.0),
        ("pictures", 200.0, 116.7),
        ("pictures", 500.0, 16.7),
        ("sound", 16.7, 16.7),
    ]
    assert dict(told.facts)["Where it lies"] == "0:00–1:00 of this file; this file begins at 0:05 of the record"


def test_a_moment_at_the_very_end_is_still_seen_within_the_line() -> None:
    film = FilmComparison(
        Likeness.DIFFERS, matching=Interval(0, 3_600_000), differing=(FilmStretch(Interval(3_599_999, 3_600_000)),)
    )
    last = row(view(film), None).line[-1]
    assert last.width >= 3
    assert last.x + last.width <= 1000


def test_what_does_not_match_is_not_drawn() -> None:
    assert row(view(FilmComparison(Likeness.SIMILAR)), None).line == ()


def test_strangers_are_told_bands_and_the_team_is_told_bits() -> None:
    picture = {"kind": "picture", "how": "global"}
    assert dict(row(view(DIFFERS, **picture), None).facts)["How near"] == "near"
    assert dict(row(view(DIFFERS, **picture, distance=12), None).facts)["How near"] == "near: 12 of 256 bits differ"


def test_of_the_same_bytes_nothing_is_told_but_that() -> None:
    told = row(view(DIFFERS, exact=True, code="likeness.exact", how="sound"), None)
    assert told.facts == ()
    assert str(told.sign.word) == "the same bytes"


def test_the_name_of_a_recorder_stays_a_name() -> None:
    assert "\u202e" not in row(view(DIFFERS), None).recorder
