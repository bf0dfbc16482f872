"""What can go wrong in the index, by what the caller can do."""

from __future__ import annotations


class FingerprintIndexError(Exception):
    """Base of all errors of the index."""


class IndexUnavailable(FingerprintIndexError):
    """The store or the finder cannot be reached now: say `unavailable`, and try again later."""


class BadQuestion(FingerprintIndexError):
    """The question is outside what the index serves: mend the caller."""
