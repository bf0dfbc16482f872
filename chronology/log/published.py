"""The published log as C2SP tlog-tiles names it: nothing beyond the newest checkpoint."""

from __future__ import annotations

from chronology.errors import Malformed
from chronology.log.reading import CommittedEntries
from chronology.tiles import FULL_WIDTH, encode_entries, parse_path


def published_tile(committed: CommittedEntries, path: str, size: int) -> bytes | None:
    """A tile or a bundle of the tree of `size` entries, full or of any width it ever had; None for all else."""
    try:
        asked = parse_path(path)
    except Malformed:
        return None
    level = asked.level or 0
    first, there = asked.index * FULL_WIDTH, size // FULL_WIDTH**level
    if first + asked.width > there:
        return None
    if asked.level is None:
        return encode_entries(committed.entries(first, first + asked.width))
    return committed.tile(level, asked.index, asked.width)
