"""Which recorded films are worth laying beside one in question: seconds, patches or words that agree on one offset.

One second that looks alike says little, and a logo is in every film of a station; but when several point to the same
item with the same difference in time, the films share a stretch.
"""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.fingerprint.types import FilmCodes, Fingerprints
from verify.index.arrays import ArrayIndex, Hits, matrix, no_hits
from verify.index.nominating.film_keys import PATCHES_A_PLACE, PLACE_MS, key_patches
from verify.index.nominating.keys import LEAST_QUALITY
from verify.index.nominating.pictures import GLOBAL_RADIUS, LOCAL_RADIUS, MOST, Nominee, Visible
from verify.index.nominating.sound import WordIndex, nominate_sound
from verify.index.nominating.votes import nearest
from verify.index.types import How, ItemId, Space

LEAST_SECONDS: Final = 2
"""Seconds that agree on an offset before a film is worth a look."""

LEAST_PATCHES: Final = 6
"""Patches that do; more than for pictures, because a film asks with more of them."""

ASKED_KEYS: Final = 12
"""Key pictures one asks with, spread over the film: as many patches as two pictures ask with."""

_OFFSET_MS: Final = 1_000
_PATCH_OFFSET_MS: Final = 4_000
"""Width of the bins in which offsets are the same; patches are found again while their shot lasts."""


def nominate_film(
    index: ArrayIndex,
    asked: Fingerprints,
    *,
    visible: Visible | None = None,
    most: int = MOST,
    words: WordIndex | None = None,
) -> tuple[Nominee, ...]:
    """At most `most` items, by turns those with most seconds, most patches and most words of the sound track."""
    if asked.film is None:
        return ()
    kinds = [
        _ranked(_by_seconds(index, asked.film, visible), How.FRAMES, LEAST_SECONDS),
        _ranked(_by_patches(index, asked.film, visible), How.LOCAL, LEAST_PATCHES),
        list(nominate_sound(words, asked.film.sound, most=most)) if words and asked.film.sound else [],
    ]
    found: dict[ItemId, Nominee] = {}
    for one in (one for turn in zip_longest(*kinds) for one in turn if one is not None):
        found.setdefault(one.item, one)
    return tuple(islice(found.values(), most))


def _by_seconds(index: ArrayIndex, film: FilmCodes, visible: Visible | None) -> dict[ItemId, int]:
    frames = [one for one in film.frames if one.quality >= LEAST_QUALITY]
    if not frames:
        return {}
    hits = _allowed(index.hits(Space.FRAME, matrix([one.pdq for one in frames]), GLOBAL_RADIUS), visible)
    times = np.array([one.at_ms for one in frames], np.int64)
    # Two codes of one second are one vote.
    return _votes(hits, times[hits.asked], hits.place * PLACE_MS, _OFFSET_MS, times[hits.asked] // 1_000)


def _by_patches(index: ArrayIndex, film: FilmCodes, visible: Visible | None) -> dict[ItemId, int]:
    keys = film.keys[:: max(-(-len(film.keys) // ASKED_KEYS), 1)]
    patches = [(key.at_ms, code) for key in keys for _, _, code in key_patches(key)]
    if not patches:
        return {}
    hits = _allowed(index.hits(Space.FRAME_LOCAL, matrix([code for _, code in patches]), LOCAL_RADIUS), visible)
    times = np.array([at_ms for at_ms, _ in patches], np.int64)
    found = hits.place // PATCHES_A_PLACE * PLACE_MS
    return _votes(hits, times[hits.asked], found, _PATCH_OFFSET_MS, hits.asked)


def _votes(
    hits: Hits, asked_ms: NDArray[np.int64], found_ms: NDArray[np.int64], width_ms: int, voter: NDArray[np.int64]
) -> dict[ItemId, int]:
    """For each item the most different voters that agree on one offset; bins overlap by half."""
    best: dict[ItemId, int] = {}
    for shift in (0, width_ms // 2):
        bins = (found_ms - asked_ms + shift) // width_ms
        voters = np.unique(np.stack([hits.item, bins, voter], axis=1), axis=0)
        pairs, counts = np.unique(voters[:, :2], axis=0, return_counts=True)
        for item, count in zip(pairs[:, 0].tolist(), counts.tolist(), strict=True):
            best[ItemId(item)] = max(best.get(ItemId(item), 0), count)
    return best


def _ranked(votes: dict[ItemId, int], how: How, least: int) -> list[Nominee]:
    """Those with enough votes, most first, older items first among equals."""
    enough = [(item, count) for item, count in votes.items() if count >= least]
    return [Nominee(item, how, None, count) for item, count in sorted(enough, key=lambda one: (-one[1], one[0]))]


def _allowed(hits: Hits, visible: Visible | None) -> Hits:
    if not len(hits):
        return no_hits()
    return nearest(hits if visible is None else hits.only(visible(hits.item)))
