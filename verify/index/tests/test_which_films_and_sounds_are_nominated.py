"""Films and sounds are found by what agrees on one offset, and not by what merely looks alike now and then."""

from __future__ import annotations

import random
import struct
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from provenance.fingerprint.types import (
    PREPARATION,
    Code,
    FilmCodes,
    FilmFrame,
    Fingerprints,
    KeyPicture,
    LocalCodes,
    SoundCodes,
)
from verify.index.flat import FlatIndex
from verify.index.nominating.film import nominate_film
from verify.index.nominating.film_keys import film_keys
from verify.index.nominating.sound import nominate_sound
from verify.index.nominating.sound_keys import sound_words
from verify.index.types import Entry, How, ItemId, Space

MINE, OTHER = ItemId(7), ItemId(8)


class Words:
    """The words of a few sounds in memory."""

    def __init__(self, *sounds: tuple[ItemId, SoundCodes]) -> None:
        self.places: dict[int, list[tuple[ItemId, int]]] = defaultdict(list)
        for item, sound in sounds:
            for word, place in sound_words(sound):
                self.places[word].append((item, place))

    def find(self, words: Sequence[int]) -> list[list[tuple[ItemId, int]]]:
        return [self.places[one] for one in words]


def _film(seed: int, seconds: int = 30, quality: int = 90) -> FilmCodes:
    rng = random.Random(seed)
    frames = tuple(FilmFrame(1000 * at, Code(rng.randbytes(32)), quality) for at in range(seconds))
    keys = tuple(
        KeyPicture(at * 1000, 512, 288, LocalCodes(rng.randbytes(96 * 32), bytes(96 * 8)))
        for at in range(0, seconds, 4)
    )
    return FilmCodes(1000 * seconds, frames, keys)


def _index(*films: tuple[ItemId, FilmCodes]) -> FlatIndex:
    index = FlatIndex()
    for item, film in films:
        for space, place, code in film_keys(film):
            index.add(space, [Entry(item, place, code)])
    return index


def _asked(film: FilmCodes) -> Fingerprints:
    return Fingerprints(PREPARATION, film=film)


def _piece(film: FilmCodes, start_ms: int, end_ms: int, *, keys: bool = True) -> FilmCodes:
    frames = [one for one in film.frames if start_ms <= one.at_ms < end_ms]
    cut = tuple(FilmFrame(one.at_ms - start_ms, _worn(one.pdq), one.quality) for one in frames)
    kept = [one for one in film.keys if keys and start_ms <= one.at_ms < end_ms]
    moved = tuple(KeyPicture(one.at_ms - start_ms, one.width, one.height, one.local) for one in kept)
    return FilmCodes(end_ms - start_ms, cut, moved)


def _worn(code: Code) -> Code:
    """The code with sixteen bits turned, as compression does."""
    return Code(bytes(one ^ (1 << at % 8) if at % 2 else one for at, one in enumerate(code)))


def test_a_piece_is_found_by_its_seconds() -> None:
    film = _film(1)
    found = nominate_film(_index((MINE, film), (OTHER, _film(2))), _asked(_piece(film, 10_000, 20_000, keys=False)))
    assert [(one.item, one.how, one.votes) for one in found] == [(MINE, How.FRAMES, 10)]


def test_a_cropped_film_is_found_by_its_patches() -> None:
    film = _film(1)
    piece = _piece(film, 8_000, 20_000)
    strange = FilmCodes(piece.duration_ms, _film(3, 12).frames, piece.keys)
    found = nominate_film(_index((MINE, film), (OTHER, _film(2))), _asked(strange))
    assert [(one.item, one.how) for one in found] == [(MINE, How.LOCAL)]


def test_seconds_that_agree_on_no_offset_are_no_vote() -> None:
    film = _film(1)
    backwards = tuple(FilmFrame(one.at_ms, film.frames[-1 - n].pdq, 90) for n, one in enumerate(film.frames))
    assert nominate_film(_index((MINE, film)), _asked(FilmCodes(30_000, backwards, ()))) == ()


def test_black_seconds_are_no_keys() -> None:
    black = _film(1, quality=10)
    index = _index((MINE, FilmCodes(black.duration_ms, black.frames, ())))
    assert index.search(Space.FRAME, [black.frames[0].pdq], 31) == [[]]
    assert nominate_film(index, _asked(black)) == ()


def test_what_may_not_be_seen_changes_nothing() -> None:
    film = _film(1)
    found = nominate_film(
        _index((MINE, film), (OTHER, film)), _asked(film), visible=lambda items: np.asarray(items == OTHER)
    )
    assert [one.item for one in found] == [OTHER]


def test_a_sound_is_found_by_words_at_one_offset() -> None:
    rng = random.Random(5)
    words = [rng.getrandbits(32) for _ in range(400)]
    spoilt = [word if at % 3 else word ^ 1 for at, word in enumerate(words[100:200])]
    found = nominate_sound(Words((MINE, _sound(words)), (OTHER, _sound(words[::-1]))), _sound(spoilt))
    assert [(one.item, one.how) for one in found] == [(MINE, How.SOUND)]
    assert found[0].votes == sum(1 for at in range(100) if at % 3)


def test_silence_and_held_tones_are_no_words() -> None:
    assert list(sound_words(_sound([9] * 200 + [1, 2, 3]))) == [(1, 200), (2, 201), (3, 202)]
    assert nominate_sound(Words((MINE, _sound([9] * 200))), _sound([9] * 200)) == ()


def test_one_word_that_is_said_again_and_again_is_one_vote() -> None:
    index = Words((MINE, _sound([1, 2] * 100)))
    assert nominate_sound(index, _sound([1, 2] * 100)) == ()


def _sound(words: Sequence[int]) -> SoundCodes:
    return SoundCodes(struct.pack(f"<{len(words)}I", *words), 123.8, 124 * len(words))
