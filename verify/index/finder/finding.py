"""Answers questions: nominates over the newest view, and says only what the store still says at that moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from provenance.fingerprint.types import Code, Fingerprints
from verify.index.arrays import matrix
from verify.index.engines import answered, reading
from verify.index.errors import BadQuestion
from verify.index.finder.reader import Reader
from verify.index.finder.view import Sight
from verify.index.nominating.film import nominate_film
from verify.index.nominating.pictures import Nominee, nominate_picture
from verify.index.nominating.sound import nominate_sound
from verify.index.questions import MOST, MOST_SCOPES, FinderState
from verify.index.tables import items
from verify.index.types import EVERYBODY, How, ItemId, Nomination, Scope, Space

MOST_NOMINEES: Final = 2_000
"""Items that are looked at before the answer is chosen: a thousand made collisions leave room for the true one."""

MOST_OF_ONE: Final = 3
"""Items of one recorder in an answer while there are others: nobody fills it alone."""

HOW: Final = {
    Space.PICTURE: How.GLOBAL,
    Space.ISCC: How.GLOBAL,
    Space.FRAME: How.FRAMES,
    Space.LOCAL: How.LOCAL,
    Space.FRAME_LOCAL: How.LOCAL,
}


@dataclass(frozen=True, slots=True)
class About:
    """What the store says of an item now."""

    subject: str
    scope: Scope
    recorder: str


class Finding:
    """A `Finder` in the process that holds the view."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def nominate(
        self, asked: Fingerprints, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]:
        """Items worth laying beside this medium, the likeliest first; raises IndexUnavailable and BadQuestion."""
        sight = self._sight(scopes, most)
        return self._answer(nominees(sight, asked), scopes, most)

    def near(
        self, space: Space, code: Code, radius: int, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]:
        """Items with a code of this space within the radius, the nearest first; raises as `nominate`."""
        found = self._sight(scopes, most).hits(space, matrix([code]), radius)
        votes = Counter(found.item.tolist())
        nearest: dict[int, int] = {}
        for item, distance in zip(found.item.tolist(), found.distance.tolist(), strict=True):
            nearest[item] = min(distance, nearest.get(item, distance))
        ranked = sorted(nearest, key=lambda item: (nearest[item], item))[:MOST_NOMINEES]
        chosen = [Nominee(ItemId(item), HOW[space], nearest[item], votes[item]) for item in ranked]
        return self._answer(chosen, scopes, most)

    def state(self) -> FinderState:
        """How the index stands, for the doctor."""
        view = self.reader.view
        segments = [segment for several in view.segments.values() for segment in several]
        return FinderState(
            items=len(view.roster),
            in_segments=sum(len(segment) for segment in segments),
            in_memory=sum(len(tail) for tail in view.tails.values()),
            unread=len(view.unread),
            current=self.reader.current,
        )

    def _sight(self, scopes: Sequence[Scope], most: int) -> Sight:
        if not 1 <= most <= MOST or len(scopes) > MOST_SCOPES:
            raise BadQuestion(f"Ask for 1 to {MOST} items and at most {MOST_SCOPES} scopes.")
        return self.reader.sight(tuple(scopes))

    def _answer(self, chosen: Sequence[Nominee], scopes: Sequence[Scope], most: int) -> tuple[Nomination, ...]:
        """What the store says of them now: an item that was dropped a moment ago is not told."""
        if not chosen:
            return ()
        there = self._there([nominee.item for nominee in chosen], scopes)
        rows = [(nominee, there[nominee.item]) for nominee in chosen if nominee.item in there]
        return tuple(_nomination(nominee, about) for nominee, about in fair(rows, most))

    def _there(self, wanted: Sequence[ItemId], scopes: Sequence[Scope]) -> dict[int, About]:
        query = select(items.c.id, items.c.subject, items.c.scope, items.c.recorder)
        with answered(), reading(self.reader.engine) as connection:
            found = connection.execute(query.where(items.c.id.in_(wanted), items.c.scope.in_(scopes)))
            return {row.id: About(row.subject, Scope(row.scope), row.recorder) for row in found}


def nominees(sight: Sight, asked: Fingerprints) -> tuple[Nominee, ...]:
    """By the codes of its kind."""
    if asked.picture is not None:
        return nominate_picture(sight, asked, most=MOST_NOMINEES)
    if asked.film is not None:
        return nominate_film(sight, asked, most=MOST_NOMINEES, words=sight)
    return () if asked.sound is None else nominate_sound(sight, asked.sound, most=MOST_NOMINEES)


def fair(rows: Iterable[tuple[Nominee, About]], most: int) -> list[tuple[Nominee, About]]:
    """The first of them, but of one recorder no more than MOST_OF_ONE before all others had their turn."""
    first: list[tuple[Nominee, About]] = []
    later: list[tuple[Nominee, About]] = []
    count: Counter[str] = Counter()
    for nominee, about in rows:
        count[about.recorder] += 1
        full = bool(about.recorder) and count[about.recorder] > MOST_OF_ONE
        (later if full else first).append((nominee, about))
    return (first + later)[:most]


def _nomination(nominee: Nominee, about: About) -> Nomination:
    return Nomination(nominee.item, about.subject, about.scope, nominee.how, nominee.distance, nominee.votes)
