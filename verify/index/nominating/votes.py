"""Counting how many patches of a picture point to which item, so that nobody can stuff the ballot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from verify.index.arrays import Hits

MOST_HITS_A_CODE: Final = 256
"""Hits of one asked code that count, the nearest first, then the older item: a code that half the index shares says
nothing, and codes planted later never push out an older item at the same distance."""

FARTHEST: Final = 40
"""Bits at which a vote would weigh nothing; a little more than the radius, so that the last ones still count."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Items with the votes they got and what the votes weigh, three columns."""

    item: NDArray[np.int64]
    votes: NDArray[np.int64]
    weight: NDArray[np.float64]


def counted(hits: Hits) -> Votes:
    """One vote a patch on either side: `n` codes of an item that all answer one asked code are one vote.

    A vote weighs more the nearer the codes are and the fewer items answer to the asked one: patches of copies lie some
    15 bits apart, those of strangers just within the radius. Votes nominate, weights rank (`docs/matching.md`).
    """
    hits = nearest(hits)
    items, number = np.unique(hits.item, return_inverse=True)
    pairs = _best(number, hits.place, hits.distance, _best(number, hits.asked, hits.distance, np.arange(len(hits))))
    asked = hits.asked[pairs]
    weight = (FARTHEST - hits.distance[pairs]) / np.sqrt(np.bincount(asked, minlength=1)[asked])
    votes = np.bincount(number[pairs], minlength=len(items))
    weights = np.bincount(number[pairs], weights=weight, minlength=len(items)).astype(np.float64)
    return Votes(items, votes, weights)


def nearest(hits: Hits) -> Hits:
    """At most `MOST_HITS_A_CODE` hits of each asked code."""
    if not len(hits) or np.bincount(hits.asked).max() <= MOST_HITS_A_CODE:
        return hits
    order = np.lexsort((hits.place, hits.item, hits.distance, hits.asked))
    asked = hits.asked[order]
    rank = np.arange(len(order)) - np.searchsorted(asked, asked, side="left")
    return hits.only(order[rank < MOST_HITS_A_CODE])


def _best(
    item: NDArray[np.int64], value: NDArray[np.int64], distance: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Of the given rows, the nearest for each item and value."""
    order = rows[np.lexsort((distance[rows], value[rows], item[rows]))]
    first = np.ones(len(order), np.bool_)
    first[1:] = (np.diff(item[order]) != 0) | (np.diff(value[order]) != 0)
    return order[first]
