"""The four labels, from nothing to a person who looks."""

from __future__ import annotations

from enum import StrEnum


class Label(StrEnum):
    """What a platform does with a post: nothing, tell viewers, warn viewers, or let a person look first."""

    NONE = "none"
    INFO = "info"
    WARN = "warn"
    REVIEW = "review"

    @property
    def strength(self) -> int:
        """How much it weighs; of several labels the strongest counts."""
        return _ORDER.index(self)


_ORDER = list(Label)
STRONGEST_FIRST = tuple(reversed(_ORDER))
