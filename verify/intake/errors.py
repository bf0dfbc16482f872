"""What can go wrong in taking in, by what the caller can do."""

from __future__ import annotations


class IntakeError(Exception):
    """Base of all errors of this part; the text is for people."""


class NoSuchSource(IntakeError):
    """The source is not there, or nothing here can read it: mend the name."""


class SourceUnavailable(IntakeError):
    """The source did not answer now: nothing was taken from it, try again later."""
