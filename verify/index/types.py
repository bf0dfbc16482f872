"""What the index takes and answers; plain values, so that asking needs no numbers library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NewType, Protocol

from provenance.fingerprint.types import Code, Fingerprints

ItemId = NewType("ItemId", int)
"""One indexed medium; never used again after it was dropped."""

Scope = NewType("Scope", str)
"""Who may be told of an item: "" everybody, else the one team, as the caller names it (sealed records)."""

EVERYBODY: Final = Scope("")


class Space(IntEnum):
    """Codes that are compared with each other; the numbers are stored."""

    PICTURE = 1
    LOCAL = 2
    FRAME = 3
    FRAME_LOCAL = 4
    ISCC = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One code to index: `place` says where in the item (number of the local code, second of the film)."""

    item: ItemId
    place: int
    code: Code


@dataclass(frozen=True, slots=True)
class Hit:
    """One code within the radius: its item, its place there, and how many bits differ."""

    item: ItemId
    place: int
    distance: int


class CodeIndex(Protocol):
    """Exact search within a Hamming radius; every implementation returns exactly the same set of hits.

    `search` answers one sequence of hits for each code, in any order; `add` and `drop` are seen by searches within a
    second. Raises IndexUnavailable where its store is away, and BadQuestion for a radius it does not serve.
    """

    def search(self, space: Space, codes: Sequence[Code], radius: int) -> list[list[Hit]]: ...

    def add(self, space: Space, entries: Sequence[Entry]) -> None: ...

    def drop(self, item: ItemId) -> None: ...


class How(IntEnum):
    """By what an item was nominated; the numbers are stored."""

    GLOBAL = 1
    LOCAL = 2
    FRAMES = 3
    SOUND = 4


@dataclass(frozen=True, slots=True)
class Nomination:
    """An item worth laying beside what was asked about; says nothing yet.

    `subject` is what the item stands for (the id of a record), `distance` the bits that differ where a global code
    nominated, `votes` how many local codes, seconds or words pointed to it.
    """

    item: ItemId
    subject: str
    scope: Scope
    how: How
    distance: int | None
    votes: int


class Finder(Protocol):
    """What answers questions about fingerprints; raises IndexUnavailable."""

    def nominate(
        self, asked: Fingerprints, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]: ...

    def near(
        self, space: Space, code: Code, radius: int, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]: ...
