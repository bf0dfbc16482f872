"""Comparisons come back from bytes and from plain values as they were; what a captured child might say is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.comparison.checking import BOXES, HEAT_BYTES, STRETCHES
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
from provenance.comparison.wire import WIRE_BYTES, BadComparison, from_bytes, from_plain, to_bytes, to_plain

BOX = Box(100, 200, 3000, 4000)
HEAT = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PICTURE = PictureComparison(
    Likeness.DIFFERS, 40, 12, (1.0, 0.0, 5.5, 0.0, 1.0, -3.0), True, 90, 82, (Change.CROPPED,), (BOX,), (BOX,), HEAT
)
SOUND = SoundComparison(Likeness.COPY, -1200, Interval(0, 9000), 0.02, (Interval(5, 6),), (Change.RECOMPRESSED,))
FILM = FilmComparison(
    Likeness.DIFFERS, 3000, Interval(0, 60_000), 80, False, (Change.FRAMED,),
    (FilmStretch(Interval(12_000, 19_000), (BOX,)),), (Interval(1, 2),), SOUND,
)  # fmt: skip


@pytest.mark.parametrize("made", [PICTURE, SOUND, FILM, PictureComparison(Likeness.UNRELATED)])
def test_they_come_back_from_bytes_and_from_plain_values(made: Comparison) -> None:
    assert from_bytes(to_bytes(made)) == made
    assert from_plain(json.loads(json.dumps(to_plain(made)))) == made


MANY = tuple(Interval(one, one + 1) for one in range(STRETCHES + 1))
FAULTS: list[Comparison] = [
    replace(PICTURE, heat=b"<script>"),
    replace(PICTURE, heat=HEAT + bytes(HEAT_BYTES)),
    replace(PICTURE, asked_boxes=(BOX,) * (BOXES + 1)),
    replace(PICTURE, asked_boxes=(Box(-1, 0, 5, 5),)),
    replace(PICTURE, recorded_boxes=(Box(9000, 0, 2000, 5),)),
    replace(PICTURE, transform=(1.0,) * 5),
    replace(PICTURE, transform=(float("inf"),) * 6),
    replace(PICTURE, turned=45),
    replace(PICTURE, inliers=-1),
    replace(PICTURE, distance=257),
    replace(PICTURE, kept=101),
    replace(PICTURE, changes=(Change.CROPPED,) * 2),
    replace(SOUND, error_rate=2.0),
    replace(SOUND, matching=Interval(9, 3)),
    replace(SOUND, splices=MANY),
    replace(FILM, offset_ms=2**60),
    replace(FILM, cuts=MANY),
    replace(FILM, differing=(FilmStretch(Interval(0, 1), (Box(0, 0, 20_000, 1),)),)),
    replace(FILM, sound=replace(SOUND, error_rate=-1.0)),
]


@pytest.mark.parametrize("bad", FAULTS, ids=str)
def test_what_we_never_say_is_refused(bad: Comparison) -> None:
    with pytest.raises(BadComparison):
        from_bytes(to_bytes(bad))


@pytest.mark.parametrize("document", [None, {}, {"picture": None}, {"picture": {"likeness": "guilty"}}, []])
def test_other_documents_are_refused(document: object) -> None:
    with pytest.raises(BadComparison):
        from_plain(document)


def test_two_kinds_at_once_are_refused() -> None:
    with pytest.raises(BadComparison):
        from_plain({**to_plain(SOUND), "picture": to_plain(PICTURE)["picture"]})


def test_more_bytes_than_any_comparison_has_are_refused() -> None:
    with pytest.raises(BadComparison):
        from_bytes(bytes(WIRE_BYTES + 1))


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(raw: bytes) -> None:
    with pytest.raises(BadComparison):
        from_bytes(raw)
