"""What is said of two sounds: the interval, the offset, what was put in and what was cut out."""

from __future__ import annotations

import struct
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from fixtures.films import edits
from fixtures.films.clip import Clip, Coding
from fixtures.films.voices import speech
from provenance.comparison.film_path import NONE, best_path
from provenance.comparison.sound_offsets import Heard, offsets, speaks
from provenance.comparison.sounds import compare_sounds
from provenance.comparison.types import Interval, Likeness
from provenance.fingerprint.tests.films import drawn_film, sound_of
from provenance.fingerprint.types import SoundCodes

SECONDS = 30
POOR = Coding(container="mp3", sound="libmp3lame", sound_rate=48_000)


@lru_cache
def _recorded() -> SoundCodes:
    return sound_of(_said(1))


def _said(seed: int) -> Clip:
    return replace(drawn_film(1, 4), count=0, sound=speech(seed, SECONDS, 100 + 20 * seed))


def test_a_compressed_and_noisy_copy_is_the_same_sound() -> None:
    found = compare_sounds(sound_of(edits.noisy(_said(1)), POOR), _recorded())
    assert found.likeness is Likeness.COPY
    assert found.error_rate is not None
    assert found.error_rate <= 0.1


def test_a_piece_is_found_at_its_place() -> None:
    found = compare_sounds(sound_of(edits.trimmed(_said(1), 9.3, 24), POOR), _recorded())
    assert found.likeness is Likeness.COPY
    assert abs(found.offset_ms - 9_300) <= 250


def test_an_exchanged_stretch_is_told_with_its_time() -> None:
    found = compare_sounds(sound_of(edits.dubbed(_said(1), (10, 17), _said(5)), POOR), _recorded())
    assert found.likeness is Likeness.DIFFERS
    assert len(found.splices) == 1
    assert abs(found.splices[0].start_ms - 10_000) <= 450
    assert abs(found.splices[0].end_ms - 17_000) <= 450


def test_what_was_cut_out_is_told_in_recorded_time() -> None:
    found = compare_sounds(sound_of(edits.without(_said(1), (12, 20)), POOR), _recorded())
    assert found.likeness is Likeness.DIFFERS
    assert found.splices == ()
    assert abs(found.cuts[0].start_ms - 12_000) <= 450
    assert abs(found.cuts[0].end_ms - 20_000) <= 450


def test_another_ending_is_no_copy() -> None:
    found = compare_sounds(sound_of(edits.dubbed(_said(1), (22, SECONDS), _said(5)), POOR), _recorded())
    assert found.likeness is Likeness.DIFFERS
    assert found.splices[-1].end_ms >= 29_000


def test_another_voice_is_unrelated() -> None:
    assert compare_sounds(sound_of(_said(6)), _recorded()).likeness is Likeness.UNRELATED


def test_a_common_jingle_makes_no_copy() -> None:
    jingle = speech(40, 6, 220)
    mine, other = (replace(_said(seed), sound=np.concatenate([jingle, _said(seed).sound])) for seed in (2, 3))
    assert compare_sounds(sound_of(mine), sound_of(other)).likeness in (Likeness.SIMILAR, Likeness.UNRELATED)


def test_silence_is_like_nothing() -> None:
    silence = sound_of(replace(_said(1), sound=np.zeros(20 * 22_050, np.float32)))
    assert not speaks(silence)
    assert compare_sounds(silence, silence).likeness is Likeness.UNRELATED


@pytest.mark.parametrize("words", [[], [0], [7] * 500, list(range(3))])
def test_items_that_nobody_makes_are_compared_without_a_fault(words: list[int]) -> None:
    made = SoundCodes(struct.pack(f"<{len(words)}I", *words), 123.8, 1000 * len(words))
    assert compare_sounds(made, _recorded()).likeness is Likeness.UNRELATED
    assert compare_sounds(_recorded(), made).likeness is Likeness.UNRELATED


def test_offsets_are_those_that_trying_each_one_finds() -> None:
    rng = np.random.default_rng(3)
    long = rng.integers(0, 2**32, 300, np.uint32)
    piece = long[120:170] ^ (np.uint32(1) << rng.integers(0, 32, 50, np.uint32))
    asked, recorded = (Heard(words, np.ones(len(words), bool)) for words in (piece, long))
    tried = {o: np.bitwise_count(piece ^ long[o : o + 50]).mean() for o in range(251)}
    assert offsets(asked, recorded)[0] == min(tried, key=lambda one: tried[one]) == 120


def test_the_path_through_time_changes_only_where_it_pays() -> None:
    costs = np.full((2, 30), 0.9, np.float32)
    costs[0, :10], costs[1, 20:] = 0.05, 0.05
    costs[1, 4] = 0.0  # one better moment is no change
    runs = [(one.state, one.first, one.last) for one in best_path(costs, 0.4, 1.0)]
    assert runs == [(0, 0, 10), (NONE, 10, 20), (1, 20, 30)]


def test_intervals_lie_inside_the_sound() -> None:
    found = compare_sounds(sound_of(edits.dubbed(_said(1), (10, 17), _said(5))), _recorded())
    assert isinstance(found.matching, Interval)
    assert 0 <= found.matching.start_ms < found.matching.end_ms <= _recorded().duration_ms + 100
