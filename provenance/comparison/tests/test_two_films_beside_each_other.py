"""What is said of two films: where they match, when they differ, and never more than was seen."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from fixtures.films import edits
from fixtures.films.clip import Clip, Coding
from provenance.comparison.films import compare_films
from provenance.comparison.types import Change, Interval, Likeness
from provenance.fingerprint.tests.films import drawn_film, of_clip
from provenance.fingerprint.track import TrackMaking, read
from provenance.fingerprint.types import Fingerprints

SECONDS = 16
SMALL = Coding(options={"crf": "30", "preset": "veryfast"}, sound_rate=48_000)


@lru_cache
def _recorded() -> Fingerprints:
    return of_clip(_clip())


@lru_cache
def _clip() -> Clip:
    return drawn_film(1, SECONDS)


@lru_cache
def _dubbed() -> Fingerprints:
    return of_clip(edits.dubbed(_clip(), (6, 11), drawn_film(7, SECONDS)), SMALL)


@pytest.mark.parametrize("edit", ["re-encoded", "smaller", "letterboxed", "cropped", "filtered", "mpeg4"])
def test_what_platforms_do_is_a_copy_that_differs_nowhere(edit: str) -> None:
    change, coding = edits.PLATFORMS[edit]
    found = compare_films(of_clip(change(_clip()), coding), _recorded())
    assert found.likeness is Likeness.COPY
    assert (found.differing, found.cuts) == ((), ())
    assert abs(found.offset_ms) <= 250


def test_a_film_without_a_key_picture_is_compared_all_the_same() -> None:
    recorded = _recorded()
    assert recorded.film is not None
    bare = replace(recorded, film=replace(recorded.film, keys=()))
    for one, other in ((bare, recorded), (recorded, bare), (bare, bare)):
        assert compare_films(one, other).likeness is Likeness.COPY


def test_a_crop_is_named_with_what_is_left() -> None:
    found = compare_films(of_clip(_clip().each(edits.cropped)), _recorded())
    assert Change.CROPPED in found.changes
    assert found.kept is not None
    assert 76 <= found.kept <= 86


def test_a_piece_of_a_film_is_found_at_its_place() -> None:
    found = compare_films(of_clip(edits.trimmed(_clip(), 5.5, 13), SMALL), _recorded())
    assert found.likeness is Likeness.COPY
    assert abs(found.offset_ms - 5_500) <= 250


def test_another_voice_under_the_same_pictures_is_told_with_its_time() -> None:
    found = compare_films(_dubbed(), _recorded())
    assert found.likeness is Likeness.DIFFERS
    assert found.differing == ()
    assert found.sound is not None
    assert _overlap(found.sound.splices, Interval(6_000, 11_000)) >= 0.8


def test_an_exchanged_face_is_told_with_its_time_and_place() -> None:
    forged = edits.patched(_clip(), (6, 11), drawn_film(7, SECONDS), (0.25, 0.35), share=0.3)
    found = compare_films(of_clip(forged, SMALL), _recorded())
    assert found.likeness is Likeness.DIFFERS
    assert _overlap([one.interval for one in found.differing], Interval(6_000, 11_000)) >= 0.9
    box = found.differing[0].boxes[0]
    assert box.left <= 2_500 <= box.left + box.width
    assert box.top <= 3_500 <= box.top + box.height


def test_what_was_cut_out_is_told_in_recorded_time() -> None:
    found = compare_films(of_clip(edits.without(_clip(), (5.5, 10)), SMALL), _recorded())
    assert found.likeness is Likeness.DIFFERS
    assert _overlap(found.cuts, Interval(5_500, 10_000)) >= 0.9


def test_another_ending_is_no_copy() -> None:
    other = drawn_film(9, SECONDS)
    clip = _clip()
    forged = replace(clip, picture=lambda number: (clip if number < 130 else other).picture(number))
    found = compare_films(of_clip(forged, SMALL), _recorded())
    assert found.likeness is not Likeness.COPY


def test_another_film_is_unrelated() -> None:
    assert compare_films(of_clip(drawn_film(9, SECONDS)), _recorded()).likeness is Likeness.UNRELATED


def test_two_takes_of_one_scene_are_similar_and_no_more() -> None:
    scene = _clip()
    still = Clip(scene.count, 12, lambda number: scene.picture(number // 48 * 48), drawn_film(7, SECONDS).sound)
    takes = [still.each(lambda picture, at, take=take: _passing(picture, at, take)) for take in (1, 2)]
    recorded, asked = (of_clip(one) for one in takes)
    found = compare_films(replace(asked, film=_silent(asked)), replace(recorded, film=_silent(recorded)))
    assert found.likeness is Likeness.SIMILAR
    same = compare_films(of_clip(takes[0], SMALL), recorded)
    assert same.likeness is Likeness.COPY  # the scene itself is one that can be told


def test_without_the_recorded_pictures_nothing_is_confirmed() -> None:
    found = compare_films(_recorded(), replace(_recorded(), proxy=None))
    assert found.likeness is Likeness.UNCOMPARED
    assert abs(found.offset_ms) <= 500


@pytest.mark.parametrize("proxy", [b"", b"\x91\x92\x00\xc4\x02no", b"\xff" * 100, b"\x90", None])
def test_a_track_that_is_none_is_like_no_track(proxy: bytes | None) -> None:
    found = compare_films(replace(_recorded(), proxy=proxy), _recorded())
    assert found.likeness in (Likeness.UNCOMPARED, Likeness.SIMILAR)


def test_a_track_that_belongs_to_another_film_confirms_nothing() -> None:
    foreign = of_clip(drawn_film(9, SECONDS)).proxy
    found = compare_films(replace(_recorded(), proxy=foreign), _recorded())
    assert found.likeness in (Likeness.SIMILAR, Likeness.UNRELATED)


def test_a_track_of_one_grey_picture_is_compared_without_a_fault() -> None:
    making = TrackMaking()
    making.add(0, np.full((126, 224, 3), 90, np.uint8))
    assert len(read(making.made())) == 1
    found = compare_films(replace(_recorded(), proxy=making.made()), _recorded())
    assert found.likeness is Likeness.SIMILAR


def _silent(prints: Fingerprints) -> object:
    assert prints.film
    return replace(prints.film, sound=None)


def _passing(picture: edits.Picture, at: float, take: int) -> edits.Picture:
    """Somebody large walks up and down, in another way in every take."""
    reply = picture.copy()
    left = int((0.5 + 0.4 * np.sin((0.9 + 0.7 * take) * at + 2 * take)) * 240)
    reply[70:180, left : left + 60] = (30, 200, 90)
    reply[90:110, left + 10 : left + 30] = (250, 250, 250)
    return reply


def _overlap(told: object, truth: Interval) -> float:
    spans = [one for one in told if isinstance(one, Interval)]  # type: ignore[attr-defined]
    length = sum(one.end_ms - one.start_ms for one in spans)
    shared = sum(max(min(one.end_ms, truth.end_ms) - max(one.start_ms, truth.start_ms), 0) for one in spans)
    return float(shared / (length + truth.end_ms - truth.start_ms - shared))
