"""Which recorded sounds are worth laying beside one in question: whole Chromaprint items that agree on one offset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol

from provenance.fingerprint.types import SoundCodes
from verify.index.nominating.pictures import MOST, Nominee
from verify.index.nominating.sound_keys import sound_words
from verify.index.types import How, ItemId

LEAST_WORDS: Final = 3
"""Different words that agree on an offset before a sound is worth a look."""

ASKED_WORDS: Final = 2_000
"""Words one asks with, spread over the sound: four minutes one after the other."""


class WordIndex(Protocol):
    """For each word the items that have it, and at which places; bounded, the oldest items first.

    Raises IndexUnavailable.
    """

    def find(self, words: Sequence[int]) -> list[list[tuple[ItemId, int]]]: ...


def nominate_sound(index: WordIndex, asked: SoundCodes, *, most: int = MOST) -> tuple[Nominee, ...]:
    """At most `most` items, those with most words at one offset first; older items first among equals."""
    words = list(sound_words(asked))
    words = words[:: max(-(-len(words) // ASKED_WORDS), 1)]
    if not words:
        return ()
    votes: Counter[tuple[ItemId, int]] = Counter()
    seen: set[tuple[ItemId, int, int]] = set()
    for (word, place), found in zip(words, index.find([word for word, _ in words]), strict=True):
        # Times of items agree to one item, so each vote counts for two neighbouring offsets; a word counts once.
        offsets = {(item, there - place + side) for item, there in found for side in (0, 1)}
        fresh = {(item, offset) for item, offset in offsets if (item, offset, word) not in seen}
        seen |= {(item, offset, word) for item, offset in fresh}
        votes.update(fresh)
    return tuple(_ranked(votes)[:most])


def _ranked(votes: Counter[tuple[ItemId, int]]) -> list[Nominee]:
    best: dict[ItemId, int] = {}
    for (item, _), count in votes.items():
        best[item] = max(best.get(item, 0), count)
    enough = [(item, count) for item, count in best.items() if count >= LEAST_WORDS]
    return [Nominee(item, How.SOUND, None, count) for item, count in sorted(enough, key=lambda one: (-one[1], one[0]))]
