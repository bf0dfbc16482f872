"""Fingerprints come back from bytes and from JSON as they were; from strangers only what has the sizes of ours."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fingerprint import limits, wire
from provenance.fingerprint.types import (
    Code,
    FilmCodes,
    FilmFrame,
    Fingerprints,
    KeyPicture,
    LocalCodes,
    PictureCodes,
    PictureQuery,
    SoundCodes,
)
from provenance.fingerprint.wire import BadFingerprints, from_bytes, from_json, to_bytes, to_json

CODE = Code(bytes(range(32)))
LOCAL = LocalCodes(bytes(range(64)), bytes(range(16)))
PICTURE = PictureCodes(512, 384, CODE, 77, CODE, "ISCC:EED4KTTJ", LOCAL)
QUERY = PictureQuery((CODE,) * 8, LOCAL, LOCAL)
SOUND = SoundCodes(bytes(40), 123.8, 1240, "ISCC:EIA")
FILM = FilmCodes(2000, (FilmFrame(0, CODE, 90),), (KeyPicture(0, 512, 288, LOCAL),), "ISCC:EMA", SOUND)

PROXY = (
    b"\xff\xd8\xff\xc0\x00\x0b\x08\x01\x80\x02\x00\x01\x01\x11\x00\xff\xda\x00\x02" + bytes(range(255)) + b"\xff\xd9"
)

MEDIA = [
    Fingerprints(1, picture=PICTURE, query=QUERY, proxy=PROXY),
    Fingerprints(1, film=FILM, proxy=b"track"),
    Fingerprints(1, sound=SOUND),
]


@pytest.mark.parametrize("made", MEDIA)
def test_they_come_back_from_bytes_and_from_json(made: Fingerprints) -> None:
    assert from_bytes(to_bytes(made)) == made
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


def picture(**changed: object) -> Fingerprints:
    return replace(MEDIA[0], picture=replace(PICTURE, **changed))


def query(**changed: object) -> Fingerprints:
    return replace(MEDIA[0], query=replace(QUERY, **changed))


def film(**changed: object) -> Fingerprints:
    return replace(MEDIA[1], film=replace(FILM, **changed))


def sound(**changed: object) -> Fingerprints:
    return replace(MEDIA[2], sound=replace(SOUND, **changed))


MANY = LocalCodes(bytes(32 * 1025), bytes(8 * 1025))
FAULTS = [
    Fingerprints(1),
    replace(MEDIA[0], film=FILM),
    replace(MEDIA[2], query=QUERY),
    replace(MEDIA[0], preparation=2),
    replace(MEDIA[0], proxy=b"\xff\xd8\xff" + bytes(limits.PROXY_BYTES)),
    replace(MEDIA[0], proxy=b"<script>alert(1)</script>"),
    replace(MEDIA[1], proxy=bytes(limits.TRACK_BYTES + 1)),
    picture(pdq=Code(b"short")),
    picture(phash=Code(bytes(33))),
    picture(quality=101),
    picture(width=0),
    picture(height=513),
    picture(iscc="I" * 200),
    picture(iscc="ISCC:\u202e"),
    picture(local=LocalCodes(bytes(64), bytes(8))),
    picture(local=LocalCodes(bytes(63), bytes(16))),
    picture(local=LocalCodes(bytes(32 * 97), bytes(8 * 97))),
    query(dihedral=(CODE,) * 9),
    query(dihedral=(Code(b""),) * 8),
    query(local=MANY),
    query(mirrored=MANY),
    film(duration_ms=-1),
    film(frames=(FilmFrame(2**50, CODE, 90),)),
    film(frames=(FilmFrame(0, Code(b""), 90),)),
    film(keys=(KeyPicture(0, 5000, 288, LOCAL),)),
    film(keys=(KeyPicture(0, 512, 288, LOCAL),) * (limits.FILM_KEYS + 1)),
    film(keys=(KeyPicture(0, 512, 288, LocalCodes(bytes(32 * 97), bytes(8 * 97))),)),
    film(sound=replace(SOUND, items=bytes(41))),
    sound(items=bytes(4 * (limits.SOUND_ITEMS + 1))),
    sound(item_ms=0.0),
    sound(item_ms=float("nan")),
]


@pytest.mark.parametrize("bad", FAULTS, ids=str)
def test_sizes_that_we_never_make_are_refused(bad: Fingerprints) -> None:
    with pytest.raises(BadFingerprints):
        from_bytes(to_bytes(bad))
    with pytest.raises(BadFingerprints):
        from_json(json.loads(json.dumps(to_json(bad))))


def test_more_bytes_than_any_medium_has_are_not_even_read() -> None:
    with pytest.raises(BadFingerprints) as refused:
        from_bytes(bytes(limits.WIRE_BYTES + 1))
    assert refused.value.detail == f"{limits.WIRE_BYTES + 1} bytes"


@pytest.mark.parametrize("document", [None, [], "text", {}, {"schema": "other/1"}, {"schema": wire.SCHEMA}])
def test_other_documents_are_refused_in_words(document: object) -> None:
    with pytest.raises(BadFingerprints, match="python -m provenance fingerprint"):
        from_json(document)


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(raw: bytes) -> None:
    with pytest.raises(BadFingerprints):
        from_bytes(raw)


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_damaged_bytes_are_refused_or_fingerprints(at: int, junk: bytes) -> None:
    raw = bytearray(to_bytes(MEDIA[0]))
    raw[at : at + len(junk)] = junk
    try:
        from_bytes(bytes(raw))
    except BadFingerprints:
        return


def test_a_deep_document_is_refused() -> None:
    with pytest.raises(BadFingerprints):
        from_bytes(b"\x81\xa7picture" + b"\x91" * 100_000)
