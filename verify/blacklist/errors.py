"""What can go wrong when the list is governed here."""

from __future__ import annotations

from provenance.blindlist.government.errors import (
    ActRefused,
    BadAct,
    BadBallot,
    BadRules,
    GovernmentError,
)

GovernmentRefused = GovernmentError
"""Base of every refusal: `code` is stable, the text is fit for the person who asked; nothing changed."""


class NotFounded(GovernmentError):
    """This installation governs no list: found one, or ask another's."""

    def __init__(self) -> None:
        super().__init__("list.not_founded", "This installation governs no list.")


class NoSuchCase(GovernmentError):
    """There is no such case, or no such appeal."""

    def __init__(self) -> None:
        super().__init__("case.unknown", "There is no such case.")


class NotSeated(GovernmentError):
    """Whoever asks has no seat that may do this in this case."""

    def __init__(self, code: str = "seat.none", sentence: str = "") -> None:
        super().__init__(code, sentence or "Only a maintainer who sits in this matter may do this.")


class NotNow(GovernmentError):
    """This cannot be done now; the sentence says when."""


class TooMany(GovernmentError):
    """This key has an open appeal already: wait until it is decided."""


__all__ = [
    "ActRefused",
    "BadAct",
    "BadBallot",
    "BadRules",
    "GovernmentError",
    "GovernmentRefused",
    "NoSuchCase",
    "NotFounded",
    "NotNow",
    "NotSeated",
    "TooMany",
]
