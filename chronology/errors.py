"""What can go wrong, named by what the caller can do about it."""

from __future__ import annotations


class ChronologyError(Exception):
    """Base of all errors of this package; its text is one public sentence that says what to do."""


class ProofBroken(ChronologyError):
    """A proof, signature or commitment does not show what it claims to show."""


class Malformed(ChronologyError):
    """Bytes or text that are not of the format they should be of; nothing is known about what they claim."""


class Conflict(ChronologyError):
    """The same key was recorded with another entry before; what is recorded stays."""


class NotTheSequencer(ChronologyError):
    """Somebody else writes to this log now; this process must stop writing."""


class RolledBack(ChronologyError):
    """Our own log is behind, or differs from, what others have seen of it: stop and tell a human."""


class StoreUnavailable(ChronologyError):
    """Nothing was acknowledged; the same call may be repeated with the same key once the store is back."""


class PeerUnavailable(ChronologyError):
    """A chain, witness or authority did not answer, or answered nonsense; says nothing about any proof."""
