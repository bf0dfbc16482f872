"""Why nothing was moved, or not everything; each sentence says what to do."""

from __future__ import annotations


class MoveError(Exception):
    """Base of all: the old files are where they were, and they are still the installation."""


class InUse(MoveError):
    """Something works on the old files: stop it."""


class NotEmpty(MoveError):
    """The new store holds something already: take an empty one."""


class NotCurrent(MoveError):
    """The old store is of another version: bring it up to date first."""


class NotMovable(MoveError):
    """A row or file has no place in the new store: the sentence names it."""


class Differs(MoveError):
    """What was copied is not what was there: nothing of that store was kept."""
