"""Sentences about copies, differences and stretches of time, as a desk would print them."""

from __future__ import annotations

from datetime import UTC, datetime

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
from provenance.likeness import Search, SeenLikeness, Standing, with_likenesses
from provenance.likeness_params import clock
from provenance.sentences import sentence
from provenance.types import MadeWith, Media, Outcome, Report

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
AFTER, BY = datetime(2026, 11, 22, 10, 0, 5, tzinfo=UTC), datetime(2026, 11, 22, 10, 1, 5, tzinfo=UTC)
BOX = Box(0, 0, 10, 10)
FACE = FilmStretch(Interval(12_000, 19_000), (BOX,))


def said(comparison: Comparison, recorder: str = "Harbour Post", **more: object) -> str:
    outcome = Outcome("no_credentials", {})
    report = Report(Media(None, 1, None), outcome, outcome, (), (), (), MadeWith("t", "t"))
    values = {"standing": Standing.LISTED} | more
    one = SeenLikeness("r1", recorder, "a", comparison=comparison, **values)  # type: ignore[arg-type]
    finding = with_likenesses(report, [one], Search.DONE, AT).findings[0]
    return sentence(finding.code, finding.params)


def picture(likeness: Likeness, **more: object) -> PictureComparison:
    return PictureComparison(likeness, **more)  # type: ignore[arg-type]


def test_a_copy_is_told_with_what_was_done_to_it() -> None:
    copy = picture(Likeness.COPY, kept=82, changes=(Change.CROPPED, Change.RECOMPRESSED))
    assert said(copy, standing=Standing.OTHER, not_before=AFTER, by=BY) == (
        "Recorded by Harbour Post between 2026-11-22 10:00:05 UTC and 2026-11-22 10:01:05 UTC; "
        "this copy is cropped to 82 % and re-compressed."
    )


def test_three_changes_are_listed_and_none_is_said_to_be_none() -> None:
    three = picture(Likeness.COPY, changes=(Change.MIRRORED, Change.RESIZED, Change.BLURRED))
    assert "this copy is mirrored, resized and less sharp." in said(three)
    assert "no difference was found." in said(picture(Likeness.COPY))


@pytest.mark.parametrize(("boxes", "words"), [(1, "in one region"), (3, "in 3 regions"), (0, "could not be made out")])
def test_a_difference_is_counted(boxes: int, words: str) -> None:
    assert words in said(picture(Likeness.DIFFERS, asked_boxes=(BOX,) * boxes))


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        (FilmComparison(Likeness.DIFFERS, differing=(FACE,)), "in one region at 0:12–0:19."),
        (
            FilmComparison(Likeness.DIFFERS, sound=SoundComparison(Likeness.UNRELATED)),
            "in the sound: the same pictures, another voice or sound.",
        ),
        (FilmComparison(Likeness.DIFFERS, cuts=(Interval(5_000, 8_000),)), "this one leaves out 0:05–0:08 of it."),
        (
            FilmComparison(
                Likeness.DIFFERS,
                differing=(FilmStretch(Interval(0, 1_000)), FilmStretch(Interval(3_000, 4_000))),
                sound=SoundComparison(Likeness.DIFFERS, splices=(Interval(60_000, 61_000),)),
            ),
            "at 0:00–0:01, 0:03–0:04 and in the sound at 1:00–1:01.",
        ),
        (SoundComparison(Likeness.DIFFERS, splices=(Interval(2_000, 4_000),)), "at 0:02–0:04."),
    ],
)
def test_films_and_sounds_differ_in_time(comparison: Comparison, words: str) -> None:
    assert words in said(comparison)


def test_a_part_of_a_film_is_told_with_where_it_lies() -> None:
    part = FilmComparison(Likeness.COPY, offset_ms=75_000, changes=(Change.RESIZED,))
    assert "this copy is resized, and was found there from 1:15 on." in said(part)


def test_the_recorders_standing_is_told() -> None:
    copy = picture(Likeness.COPY)
    assert "your own organisation (Harbour Post)" in said(copy, standing=Standing.OWN)
    assert "Harbour Post (listed by your organisation)" in said(copy)
    assert "organisation" not in said(copy, standing=Standing.OTHER)


def test_what_nobody_vouches_for_is_said() -> None:
    copy = picture(Likeness.COPY)
    assert said(copy).endswith("Nobody outside vouches yet for when.")
    assert said(copy, by=BY, development=True).endswith("which proves nothing to outsiders.")
    assert "2026" not in said(copy, by=BY, development=True)


def test_a_name_cannot_reach_into_a_sentence() -> None:
    assert "{recorder} {0.__class__}" in said(picture(Likeness.COPY), recorder="{recorder} {0.__class__}")


@pytest.mark.parametrize(
    ("milliseconds", "words"), [(0, "0:00"), (59_999, "0:59"), (3_600_000, "1:00:00"), (-12_000, "-0:12")]
)
def test_times_are_told_as_players_show_them(milliseconds: int, words: str) -> None:
    assert clock(milliseconds) == words
