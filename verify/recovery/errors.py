"""What can go wrong in publishing and recovering, by what the caller can do."""

from __future__ import annotations


class RecoveryError(Exception):
    """Base of all errors of this part."""


class NotPublishable(RecoveryError):
    """These credentials cannot be published as those of this record; the sentence says why."""


class BadBinding(RecoveryError):
    """The value is none of this algorithm: mend the question."""


class UnknownAlgorithm(RecoveryError):
    """No such algorithm is served here; the list of those that are is public."""
