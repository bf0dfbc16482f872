"""Which items there are and who may be told of them, in memory; what is not on it is never found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from verify.index.types import Scope

RECENT: Final = 65_536
"""Items beside the large arrays, so that a new one does not mean copying them all."""


@dataclass(frozen=True, slots=True)
class Page:
    """Items in their order with the number of their scope."""

    items: NDArray[np.int64]
    scopes: NDArray[np.int32]

    def with_scope(self, asked: NDArray[np.int64], allowed: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of the items asked for stand here with one of the scopes."""
        if not len(self.items):
            return np.zeros(len(asked), np.bool_)
        place = np.minimum(np.searchsorted(self.items, asked), len(self.items) - 1)
        there: NDArray[np.bool_] = self.items[place] == asked
        return there & np.isin(self.scopes[place], allowed)

    def joined(self, other: Page) -> Page:
        return Page(np.concatenate([self.items, other.items]), np.concatenate([self.scopes, other.scopes]))

    def without(self, gone: NDArray[np.int64]) -> Page:
        kept = ~np.isin(self.items, gone)
        return self if kept.all() else Page(self.items[kept], self.scopes[kept])


def empty_page() -> Page:
    """No item."""
    return Page(np.empty(0, np.int64), np.empty(0, np.int32))


@dataclass(frozen=True, slots=True)
class Roster:
    """All items of one moment: many old ones and some recent ones. `numbers` name scopes and only grow."""

    old: Page
    recent: Page
    numbers: dict[str, int]

    def __len__(self) -> int:
        return len(self.old.items) + len(self.recent.items)

    def visible(self, asked: NDArray[np.int64], scopes: Sequence[Scope]) -> NDArray[np.bool_]:
        """For each item asked for, whether it is there and one of these scopes may be told of it."""
        known = [self.numbers[scope] for scope in scopes if scope in self.numbers]
        allowed = np.array(known, np.int32)
        return self.old.with_scope(asked, allowed) | self.recent.with_scope(asked, allowed)

    def changed(self, new: Sequence[tuple[int, str]], gone: NDArray[np.int64]) -> Roster:
        """The roster after these items came, later than all others, and those went."""
        numbers = dict(self.numbers)
        scopes = [numbers.setdefault(scope, len(numbers)) for _, scope in new]
        came = Page(np.array([item for item, _ in new], np.int64), np.array(scopes, np.int32))
        old, recent = self.old, self.recent.joined(came)
        if len(gone):
            old, recent = old.without(gone), recent.without(gone)
        if len(recent.items) > RECENT:
            old, recent = old.joined(recent), empty_page()
        return Roster(old, recent, numbers)


def empty_roster() -> Roster:
    """Nobody knows anything."""
    return Roster(empty_page(), empty_page(), {})
