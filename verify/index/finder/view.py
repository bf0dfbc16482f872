"""What is searched at one moment: segments, the tail, and whoever is on the roster. Never changed, only replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Engine

from provenance.fingerprint.types import Code
from verify.index.arrays import Codes, Hits, joined, matrix, no_hits
from verify.index.engines import answered, reading
from verify.index.errors import BadQuestion
from verify.index.finder.roster import Roster, empty_roster
from verify.index.finder.words import find_words
from verify.index.naming import items_of, places_of
from verify.index.probing import stored_hits
from verify.index.segments.segment import Segment
from verify.index.tail import Tail
from verify.index.types import Hit, ItemId, Scope, Space

BITS: Final = 256

Range = tuple[int, int]
"""Items above one number and up to another."""


@dataclass(frozen=True, slots=True)
class View:
    """One state of the index, `serial` being the newest change in it.

    `unread` are items that neither a segment nor the tail holds: too many for memory, so the store is asked for them
    until a segment is built.
    """

    serial: int = 0
    roster: Roster = field(default_factory=empty_roster)
    segments: Mapping[Space, tuple[Segment, ...]] = field(default_factory=dict)
    tails: Mapping[Space, Tail] = field(default_factory=dict)
    unread: Mapping[Space, Range] = field(default_factory=dict)

    def hits(self, engine: Engine, space: Space, codes: Codes, radius: int) -> Hits:
        """All codes within the radius, also of items that are not on the roster any more."""
        parts = [_named(segment, codes, radius) for segment in self.segments.get(space, ())]
        if space in self.tails:
            parts.append(self.tails[space].hits(codes, radius))
        if space in self.unread:
            with answered(), reading(engine) as connection:
                parts.append(stored_hits(connection, space, codes, radius, *self.unread[space]))
        return joined(parts)


@dataclass(frozen=True, slots=True)
class Sight:
    """A view as an asker of these scopes sees it: what he may not be told of changes nothing in it."""

    view: View
    engine: Engine
    scopes: tuple[Scope, ...]

    def hits(self, space: Space, codes: Codes, radius: int) -> Hits:
        """All codes within the radius that he may be told of; raises BadQuestion and IndexUnavailable."""
        if not 0 <= radius <= BITS:
            raise BadQuestion(f"A radius is between 0 and {BITS} bits, not {radius}.")
        if not len(codes):
            return no_hits()
        found = self.view.hits(self.engine, space, codes, radius)
        return found.only(self.view.roster.visible(found.item, self.scopes))

    def search(self, space: Space, codes: Sequence[Code], radius: int) -> list[list[Hit]]:
        """The same, one list a code."""
        answers: list[list[Hit]] = [[] for _ in codes]
        found = self.hits(space, matrix(codes), radius)
        for asked, item, place, distance in zip(found.asked, found.item, found.place, found.distance, strict=True):
            answers[asked].append(Hit(ItemId(int(item)), int(place), int(distance)))
        return answers

    def find(self, words: Sequence[int]) -> list[list[tuple[ItemId, int]]]:
        """For each word of a sound the items that have it, and where."""
        with answered(), reading(self.engine) as connection:
            return find_words(connection, words, self.scopes)


def _named(segment: Segment, codes: Codes, radius: int) -> Hits:
    found = segment.search(codes, radius)
    return Hits(found.asked, items_of(found.ids), places_of(found.ids), found.distances.astype("int64"))
