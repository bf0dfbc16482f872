"""Which recorded pictures are worth laying beside one in question: near global codes, or several local ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.fingerprint.types import Fingerprints, LocalCodes, PictureCodes
from verify.index.arrays import ArrayIndex, Hits, matrix
from verify.index.nominating.keys import LEAST_QUALITY, telling
from verify.index.nominating.votes import counted
from verify.index.types import How, ItemId, Space

GLOBAL_RADIUS: Final = 31
"""Bits by which the PDQ codes of copies differ at most (PDQ's published radius)."""

LOCAL_RADIUS: Final = 36
"""Bits by which the codes of one patch differ in most copies; measured, see `docs/matching.md`."""

LEAST_VOTES: Final = 4
"""Patches that point to one item before it is worth a look."""

MOST: Final = 10
"""Items nominated: each costs a comparison."""

Visible = Callable[[NDArray[np.int64]], NDArray[np.bool_]]
"""For each item whether the asker may be told of it. What he may not see changes nothing in his answer."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """An item worth a comparison, by what, how near its global code is, how many patches point to it, how clearly."""

    item: ItemId
    how: How
    distance: int | None
    votes: int
    weight: float = 0.0


def nominate_picture(
    index: ArrayIndex, asked: Fingerprints, *, visible: Visible | None = None, most: int = MOST
) -> tuple[Nominee, ...]:
    """At most `most` items, by turns the nearest global codes and the weightiest votes; older items among equals.

    By turns, because a thousand pictures made to collide with one global code get no votes, and must not push out the
    item that has them; nor the other way round.
    """
    if asked.picture is None:
        return ()
    local = nominated_locally(index, asked, visible)
    near = nominated_globally(index, asked, visible)
    near = {item: _with_votes(one, local.get(item)) for item, one in near.items()}
    found = local | near
    turns = zip_longest(sorted(near.values(), key=_by_distance), sorted(local.values(), key=_by_votes))
    first = dict.fromkeys(one.item for turn in turns for one in turn if one is not None)
    return tuple(found[item] for item in islice(first, most))


def nominated_globally(index: ArrayIndex, asked: Fingerprints, visible: Visible | None) -> dict[ItemId, Nominee]:
    """Items whose PDQ code is near one of the asked picture's eight; none for a flat picture."""
    picture = asked.picture
    if picture is None or picture.quality < LEAST_QUALITY:
        return {}
    codes = asked.query.dihedral if asked.query else (picture.pdq,)
    hits = _allowed(index.hits(Space.PICTURE, matrix(codes), GLOBAL_RADIUS), visible)
    order = np.argsort(-hits.distance, kind="stable")
    return {
        ItemId(int(item)): Nominee(ItemId(int(item)), How.GLOBAL, int(distance), 0)
        for item, distance in zip(hits.item[order], hits.distance[order], strict=True)
    }


def nominated_locally(index: ArrayIndex, asked: Fingerprints, visible: Visible | None) -> dict[ItemId, Nominee]:
    """Items that enough patches of the picture or of its mirror point to."""
    found = patch_votes(index, asked, visible, least=LEAST_VOTES)
    return {item: Nominee(item, How.LOCAL, None, *votes) for item, votes in found.items()}


def patch_votes(
    index: ArrayIndex, asked: Fingerprints, visible: Visible | None = None, *, least: int = 1
) -> dict[ItemId, tuple[int, float]]:
    """Items that `least` patches point to, with votes and their weight; of picture and mirror what weighs more."""
    found: dict[ItemId, tuple[int, float]] = {}
    for local in _asked_patches(asked):
        votes = counted(_allowed(index.hits(Space.LOCAL, _codes(local), LOCAL_RADIUS), visible))
        kept = votes.votes >= least
        columns = zip(votes.item[kept].tolist(), votes.votes[kept].tolist(), votes.weight[kept].tolist(), strict=True)
        for item, count, weight in columns:
            if item not in found or found[item][1] < weight:
                found[item] = (count, weight)
    return found


def _asked_patches(asked: Fingerprints) -> Sequence[LocalCodes]:
    if asked.query:
        return asked.query.local, asked.query.mirrored
    picture: PictureCodes | None = asked.picture
    return (picture.local,) if picture else ()


def _codes(local: LocalCodes) -> NDArray[np.uint8]:
    return matrix(local.codes)[telling(local)]


def _allowed(hits: Hits, visible: Visible | None) -> Hits:
    return hits if visible is None else hits.only(visible(hits.item))


def _with_votes(near: Nominee, local: Nominee | None) -> Nominee:
    return near if local is None else replace(near, votes=local.votes, weight=local.weight)


def _by_distance(nominee: Nominee) -> tuple[int, float, int]:
    return nominee.distance or 0, -nominee.weight, nominee.item


def _by_votes(nominee: Nominee) -> tuple[float, int]:
    return -nominee.weight, nominee.item
