"""Under which codes and words a medium is indexed; runs in any process, so it calculates without arrays."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from provenance.fingerprint.types import Code, Fingerprints, SoundCodes
from verify.index.chunks import CHUNK_NAMES, chunks
from verify.index.nominating.film_keys import film_keys
from verify.index.nominating.keys import picture_keys
from verify.index.nominating.sound_keys import sound_words
from verify.index.types import ItemId, Space

PACKED: Final = frozenset({Space.LOCAL, Space.FRAME_LOCAL})
"""Spaces whose codes lie in one row an item: a medium has a hundred of them, and a radius of 36 bits means 872
probes of 16-bit chunks a code, so that the store itself is quicker reading them through (docs/fingerprint-index.md)."""

MOST_SAME_WORDS: Final = 4
"""Places of one item under which the same word is kept: silence and a held tone say nothing by being long."""


@dataclass(frozen=True, slots=True)
class Key:
    """One code to index an item under; `place` below 2³²."""

    space: Space
    place: int
    code: Code


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything one medium is indexed under. `words` are pairs of a 32-bit word and its place."""

    codes: tuple[Key, ...] = ()
    words: tuple[tuple[int, int], ...] = ()

    @property
    def face(self) -> Code | None:
        """The one global code of a picture; None for everything else."""
        return next((key.code for key in self.codes if key.space is Space.PICTURE), None)

    def without_faces(self) -> Keys:
        """The same, to be found by patches alone."""
        return Keys(tuple(key for key in self.codes if key.space not in {Space.PICTURE, Space.ISCC}), self.words)


def keys_of(fingerprints: Fingerprints) -> Keys:
    """The keys of a picture, a film or a sound."""
    if fingerprints.picture is not None:
        return Keys(tuple(Key(*key) for key in picture_keys(fingerprints.picture)))
    if fingerprints.film is not None:
        sound = fingerprints.film.sound
        return Keys(tuple(Key(*key) for key in film_keys(fingerprints.film)), _words(sound))
    return Keys(words=_words(fingerprints.sound))


def _words(sound: SoundCodes | None) -> tuple[tuple[int, int], ...]:
    return () if sound is None else tuple(sound_words(sound))


def code_rows(item: ItemId, keys: Sequence[Key]) -> list[dict[str, Any]]:
    """Rows of the table `code`: one a code, in chunk columns."""
    return [
        {
            "space": int(key.space),
            "item": item,
            "place": key.place,
            **dict(zip(CHUNK_NAMES, chunks(key.code), strict=True)),
        }
        for key in keys
        if key.space not in PACKED
    ]


def patches_rows(item: ItemId, keys: Sequence[Key]) -> list[dict[str, Any]]:
    """Rows of the table `patches`: one an item and space, places as four little-endian bytes each."""
    return [
        {"space": int(space), "item": item, "places": places, "codes": together}
        for space in sorted(PACKED)
        for places, together in _packed([key for key in keys if key.space is space])
    ]


def word_rows(item: ItemId, words: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """Rows of the table `word`."""
    seen: dict[int, int] = {}
    rows = []
    for word, place in words:
        seen[word] = seen.get(word, 0) + 1
        if seen[word] <= MOST_SAME_WORDS:
            rows.append({"word": word, "item": item, "place": place})
    return rows


def _packed(keys: Sequence[Key]) -> Iterator[tuple[bytes, bytes]]:
    if keys:
        yield struct.pack(f"<{len(keys)}I", *(key.place for key in keys)), b"".join(key.code for key in keys)
