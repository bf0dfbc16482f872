"""Whether fingerprints that somebody sent have the sizes of those we make; says nothing about where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from provenance.fingerprint import limits
from provenance.fingerprint.film_limits import KEY_CODES
from provenance.fingerprint.types import (
    CODE_BYTES,
    POINT_BYTES,
    PREPARATION,
    FilmCodes,
    Fingerprints,
    LocalCodes,
    PictureCodes,
    PictureQuery,
    SoundCodes,
)

_JPEG: Final = b"\xff\xd8\xff"
"""A proxy may be shown on a page; anything else could be a page or a script that a browser is led to run."""


def faults_of(given: Fingerprints) -> Iterator[str]:
    """What is wrong with them, in a few words for the log each."""
    kinds = [one for one in (given.picture, given.film, given.sound) if one is not None]
    if len(kinds) != 1:
        yield "not exactly one medium"
    if given.preparation != PREPARATION:
        yield "another preparation"
    if given.query and not given.picture:
        yield "a question without a picture"
    if given.proxy and len(given.proxy) > (limits.TRACK_BYTES if given.film else limits.PROXY_BYTES):
        yield "the proxy is too large"
    if given.proxy and given.picture and not given.proxy.startswith(_JPEG):
        yield "the proxy is no JPEG"
    for medium in (*kinds, given.query):
        yield from _OF[type(medium)](medium)


def _picture(codes: PictureCodes) -> Iterator[str]:
    yield from _size(codes.width, codes.height)
    yield from _code(codes.pdq, codes.phash)
    yield from _quality(codes.quality)
    yield from _iscc(codes.iscc)
    yield from _local(codes.local, limits.RECORDED_CODES)


def _query(query: PictureQuery) -> Iterator[str]:
    if len(query.dihedral) != 8:
        yield "not eight dihedral codes"
    yield from _code(*query.dihedral)
    yield from _local(query.local, limits.LOCAL_CODES)
    yield from _local(query.mirrored, limits.LOCAL_CODES)


def _film(codes: FilmCodes) -> Iterator[str]:
    if len(codes.frames) > limits.FILM_SECONDS or len(codes.keys) > limits.FILM_KEYS:
        yield "the film is too long"
    yield from _times(codes.duration_ms, *(one.at_ms for one in codes.frames), *(one.at_ms for one in codes.keys))
    yield from _code(*(one.pdq for one in codes.frames))
    yield from _quality(*(one.quality for one in codes.frames))
    yield from _iscc(codes.iscc)
    for key in codes.keys:
        yield from _size(key.width, key.height)
        # As many as are made: of a thousand key pictures with a thousand codes each, one comparison took half a minute.
        yield from _local(key.local, KEY_CODES)
    if codes.sound:
        yield from _sound(codes.sound)


def _sound(codes: SoundCodes) -> Iterator[str]:
    if len(codes.items) % 4 or len(codes) > limits.SOUND_ITEMS:
        yield "the sound is too long, or no words"
    if not 1 <= codes.item_ms <= 10_000:
        yield "no such distance of items"
    yield from _times(codes.duration_ms)
    yield from _iscc(codes.iscc)


def _nothing(_: None) -> Iterator[str]:
    return iter(())


_OF: Final[dict[type, Callable[..., Iterator[str]]]] = {
    PictureCodes: _picture,
    PictureQuery: _query,
    FilmCodes: _film,
    SoundCodes: _sound,
    type(None): _nothing,
}


def _local(local: LocalCodes, most: int) -> Iterator[str]:
    count, rest = divmod(len(local.codes), CODE_BYTES)
    if rest or len(local.points) != count * POINT_BYTES:
        yield "codes and points do not belong together"
    if count > most:
        yield "too many local codes"


def _code(*codes: bytes) -> Iterator[str]:
    if any(len(one) != CODE_BYTES for one in codes):
        yield "a code of another length"


def _quality(*qualities: int) -> Iterator[str]:
    if any(not 0 <= one <= 100 for one in qualities):
        yield "no such quality"


def _size(width: int, height: int) -> Iterator[str]:
    if not (1 <= width <= limits.SIDE and 1 <= height <= limits.SIDE):
        yield "no such size"


def _times(*times: int) -> Iterator[str]:
    if any(not 0 <= one < 2**40 for one in times):
        yield "no such time"


def _iscc(code: str) -> Iterator[str]:
    if len(code) > limits.ISCC_CHARACTERS or not code.isascii():
        yield "no ISCC"
