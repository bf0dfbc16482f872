"""A small picture that somebody sent in place of a medium is decoded only where it is coded as ours are."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from provenance.comparison.sight import sight
from provenance.fingerprint import track
from provenance.fingerprint.limits import PROXY_BYTES
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints

START_OF_SCAN = b"\xff\xda"


@pytest.fixture(scope="module")
def honest() -> Fingerprints:
    noise = np.random.default_rng(4).integers(0, 256, (40, 60, 3), np.uint8)
    return picture_fingerprints(Image.fromarray(noise).resize((600, 400)))


def coded(side: int, *, progressive: bool) -> bytes:
    reply = io.BytesIO()
    Image.new("L", (side, side), 128).save(reply, "JPEG", progressive=progressive)
    return reply.getvalue()


def with_many_scans(side: int) -> bytes:
    """The last scan of a progressive JPEG again and again: each is a dozen bytes, and goes over the whole picture."""
    body = coded(side, progressive=True)[:-2]
    last = body[body.rindex(START_OF_SCAN) :]
    return body + last * ((PROXY_BYTES - len(body) - 2) // len(last)) + b"\xff\xd9"


def test_a_picture_of_thousands_of_scans_is_not_decoded(honest: Fingerprints) -> None:
    bomb = with_many_scans(512)
    assert bomb.count(START_OF_SCAN) > 5_000
    with Image.open(io.BytesIO(bomb)) as image:
        image.load()  # a decoder makes a picture of it without a word
    assert sight(replace(honest, proxy=bomb)) is None
    assert sight(replace(honest, proxy=coded(512, progressive=False))) is not None


def test_a_picture_larger_than_ours_is_not_decoded(honest: Fingerprints) -> None:
    assert sight(replace(honest, proxy=coded(513, progressive=False))) is None


def test_a_picture_of_a_film_with_many_scans_is_not_decoded() -> None:
    assert track.decoded(track.TrackPicture(0, with_many_scans(224))) is None
    assert track.decoded(track.TrackPicture(0, coded(224, progressive=False))) is not None
