"""How much one token may ask of a key holder in a day, by key; a day is one of UTC.

Counted are points, each of which may be one guess: eight in every request under `open`. Keys, certificates and models
cannot be guessed usefully; serials can, so that their budget is what keeps the list from being read by trying.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from provenance.blindlist.types import KeyName


@dataclass(frozen=True, slots=True)
class Budgets:
    """Points a day under each key, for one token."""

    open: int = 10_000_000
    """A platform's million posts a day, eight points each, with room to ask a quarter of them again."""
    serials: int = 10_000
    """Trying the 10^7 serials of a maker takes 2.7 years, on every one of the holders asked."""
    links: int = 100_000

    def of(self, name: KeyName) -> int:
        """The budget of one key."""
        return {KeyName.OPEN: self.open, KeyName.SERIALS: self.serials, KeyName.LINKS: self.links}[name]


MOST: Final = 1_000_000_000
"""Points a day that a token can be given at most: more is a mistake in typing."""
