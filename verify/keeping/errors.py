"""What keeps a backup from being made or believed."""

from __future__ import annotations


class BackupFailed(Exception):
    """The copy was not made, or is not what was made; the message says what to do. Nothing half made stays."""
