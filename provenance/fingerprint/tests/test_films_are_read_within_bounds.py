"""Films and sounds give codes by the second, within limits of time and size, whatever the file holds."""

from __future__ import annotations

import io
from itertools import count, pairwise

import av
import numpy as np
import pytest

from fixtures.films import edits
from fixtures.films.clip import Clip, Coding, written
from provenance.fingerprint import film_limits, track, wire
from provenance.fingerprint.film import film_fingerprints
from provenance.fingerprint.film_shots import bits
from provenance.fingerprint.tests.films import RATE, drawn_film, fingerprints_of, of_clip
from provenance.fingerprint.types import Fingerprints
from provenance.gate import Admission, admit

SECONDS = 12


@pytest.fixture(scope="module")
def raw() -> bytes:
    return written(drawn_film(3, SECONDS))


@pytest.fixture(scope="module")
def film(raw: bytes) -> Fingerprints:
    found = fingerprints_of(raw)
    assert found
    return found


def test_every_second_has_a_code_and_every_shot_a_key(film: Fingerprints) -> None:
    assert film.film
    times = [one.at_ms for one in film.film.frames]
    assert all(later - earlier <= 600 for earlier, later in pairwise(times))
    assert times[-1] >= (SECONDS - 1) * 1000
    keys = [one.at_ms for one in film.film.keys]
    for shot in range(0, SECONDS, 4):
        assert any(shot * 1000 <= key < (shot + 2) * 1000 for key in keys)
    assert all(len(one.local) >= 20 for one in film.film.keys)


def test_the_sound_track_is_there_and_as_long_as_the_film(film: Fingerprints) -> None:
    assert film.film
    assert film.film.sound
    assert abs(film.film.sound.duration_ms - SECONDS * 1000) < 200
    assert film.film.sound.iscc.startswith("ISCC:EI")


def test_codes_hardly_change_with_the_encoder(film: Fingerprints) -> None:
    again = of_clip(drawn_film(3, SECONDS), Coding(codec="mpeg4", options={"b": "900000"}))
    assert film.film
    assert again.film
    distances = [bits(a.pdq, b.pdq) for a, b in zip(film.film.frames, again.film.frames, strict=True)]
    assert np.percentile(distances, 90) <= 31


def test_another_film_has_other_codes(film: Fingerprints) -> None:
    other = of_clip(drawn_film(8, SECONDS))
    assert film.film
    assert other.film
    distances = [bits(a.pdq, b.pdq) for a in film.film.frames for b in other.film.frames]
    assert np.percentile(distances, 1) > 31


def test_the_track_shows_small_pictures_with_their_times(film: Fingerprints) -> None:
    pictures = track.read(film.proxy)
    assert len(pictures) == SECONDS * 1000 // film_limits.STEP_MS
    pixels = track.decoded(pictures[10])
    assert pixels is not None
    assert max(pixels.shape) == film_limits.TRACK_SIDE
    assert abs(pictures[10].at_ms - 10 * film_limits.STEP_MS) <= 1000 / RATE


def test_without_a_track_only_codes_are_made(raw: bytes) -> None:
    found = fingerprints_of(raw, proxy=False)
    assert found
    assert found.film
    assert found.film.frames
    assert found.proxy is None


def test_fingerprints_of_films_fit_the_wire(film: Fingerprints) -> None:
    assert wire.from_bytes(wire.to_bytes(film)) == film


def test_a_long_track_is_thinned_evenly_and_stays_small() -> None:
    making = track.TrackMaking()
    for number in range(5_000):
        making.add(number * 250, np.full((40, 64, 3), number % 251, np.uint8))
    made = making.made()
    times = [one.at_ms for one in track.read(made)]
    assert made
    assert len(made) <= film_limits.TRACK_BYTES
    assert len(times) <= film_limits.TRACK_PICTURES
    assert len({later - earlier for earlier, later in pairwise(times)}) == 1


def test_a_film_that_takes_too_long_keeps_what_was_read_until_then(raw: bytes) -> None:
    admission = admit(io.BytesIO(raw), len(raw))
    assert isinstance(admission, Admission)
    ticks = count()
    found = film_fingerprints(io.BytesIO(raw), admission, clock=lambda: float(next(ticks)))
    assert found
    assert found.film
    assert 0 < len(found.film.frames) < SECONDS


def test_a_film_cut_off_in_the_middle_gives_what_came_before(raw: bytes) -> None:
    fragments = Coding(options={"crf": "23", "g": "12"})
    whole = written(drawn_film(3, SECONDS), fragments)
    assert len(whole) > 1000
    damaged = bytearray(whole)
    middle = whole.index(b"mdat") + (len(whole) - whole.index(b"mdat")) // 2
    damaged[middle : middle + 4000] = bytes(4000)
    found = fingerprints_of(bytes(damaged))
    assert found is None or found.film or found.sound  # never an exception


def test_a_film_held_upright_is_turned_as_it_was_held() -> None:
    clip = drawn_film(5, 4)
    lying = edits.resized(320)(clip).each(lambda picture, _: np.ascontiguousarray(np.rot90(picture)))
    marked = _turned(written(lying))
    one, other = fingerprints_of(marked), of_clip(clip)
    assert one
    assert one.film
    assert other.film
    assert bits(one.film.frames[2].pdq, other.film.frames[2].pdq) <= 40


def test_a_list_of_other_files_is_not_followed(tmp_path: object) -> None:
    listed = b"ffconcat version 1.0\nfile /etc/passwd\n"
    with pytest.raises(av.error.FFmpegError):
        film_fingerprints(io.BytesIO(listed), _as("mp4", len(listed)))


def test_a_codec_that_is_not_on_the_list_is_not_started() -> None:
    raw = written(Clip(24, RATE, drawn_film(2, 4).picture), Coding(container="mov", codec="qtrle", pixels="rgb24"))
    assert fingerprints_of(raw) is None


def _as(name: str, size: int) -> Admission:
    from provenance.formats import FORMATS

    return Admission(FORMATS[name], size)


def _turned(raw: bytes) -> bytes:
    """The same film with a mark in its header that it is to be turned clockwise for watching."""
    out = io.BytesIO()
    with av.open(io.BytesIO(raw)) as source, av.open(out, "w", format="mp4") as target:
        stream = source.streams.video[0]
        copied = target.add_stream_from_template(stream)
        copied.set_display_rotation(-90)
        for packet in source.demux(stream):
            if packet.dts is not None:
                packet.stream = copied
                target.mux(packet)
    return out.getvalue()
