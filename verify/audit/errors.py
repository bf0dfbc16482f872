"""What can be wrong with an audit trail."""

from __future__ import annotations


class NeverEditedError(RuntimeError):
    """A row was about to be changed; what was done is only ever added to."""
