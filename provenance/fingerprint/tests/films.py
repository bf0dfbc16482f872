"""Small films for the tests: drawn, so that they need no corpus."""

from __future__ import annotations

import io
from typing import Final

import cv2
import numpy as np

from fixtures.films.clip import Clip, Coding, Picture, written
from fixtures.films.voices import speech
from provenance.fingerprint.film import film_fingerprints
from provenance.fingerprint.sound import sound_fingerprints
from provenance.fingerprint.types import Fingerprints, SoundCodes
from provenance.gate import Admission, admit

RATE: Final = 12
SIZE: Final = (320, 180)


def drawn_film(seed: int, seconds: int = 12) -> Clip:
    """Shots of four seconds over grounds of random shapes, with a disc that moves in front, and a voice."""
    grounds = [_ground(seed * 100 + number) for number in range(seconds // 4 + 1)]

    def picture(number: int) -> Picture:
        ground = grounds[number // (4 * RATE)]
        left = 40 + number % (4 * RATE)
        frame = ground[20 : 20 + SIZE[1], left : left + SIZE[0]].copy()
        centre = int(SIZE[0] * (0.5 + 0.4 * np.sin(number / 9 + seed))), 120
        cv2.circle(frame, centre, 22, (230, 30 + seed % 200, 60), -1)
        cv2.circle(frame, centre, 9, (10, 10, 40), -1)
        return frame

    return Clip(seconds * RATE, RATE, picture, speech(seed, seconds))


def fingerprints_of(raw: bytes, *, proxy: bool = True) -> Fingerprints | None:
    """As the media child makes them."""
    source = io.BytesIO(raw)
    admission = admit(source, len(raw))
    assert isinstance(admission, Admission), admission
    if admission.format.kind == "audio":
        return sound_fingerprints(source, admission)
    return film_fingerprints(source, admission, proxy=proxy)


def of_clip(clip: Clip, coding: Coding | None = None) -> Fingerprints:
    """Those of a clip that was written to a file."""
    found = fingerprints_of(written(clip, coding))
    assert found is not None
    return found


def sound_of(clip: Clip, coding: Coding | None = None) -> SoundCodes:
    """The sound's codes alone; of the clip's sound only."""
    found = of_clip(Clip(0, RATE, clip.picture, clip.sound), coding or Coding(container="mp3", sound="libmp3lame"))
    assert found.sound is not None
    return found.sound


def _ground(seed: int) -> Picture:
    rng = np.random.default_rng(seed)
    ground = np.full((SIZE[1] + 60, SIZE[0] + 130, 3), rng.integers(60, 200, 3), np.uint8)
    for _ in range(70):
        corner, size = rng.integers(0, 420, 2), rng.integers(8, 70, 2)
        colour = tuple(int(one) for one in rng.integers(0, 255, 3))
        cv2.rectangle(ground, tuple(int(one) for one in corner), tuple(int(one) for one in corner + size), colour, -1)
    return ground
