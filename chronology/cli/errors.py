"""What a command can run into that is its user's to mend."""

from __future__ import annotations

from chronology.errors import ChronologyError


class CannotOpen(ChronologyError):
    """A file or folder that was named cannot be read or written: name another one."""
