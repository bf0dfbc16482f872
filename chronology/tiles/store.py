"""Where full tiles and bundles lie for ever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class TileStore(Protocol):
    """Immutable files by their tlog-tiles path."""

    def read(self, path: str) -> bytes | None:
        """The bytes under this path; None where there are none; raises Malformed, StoreUnavailable."""
        ...

    def write_all(self, files: Mapping[str, bytes]) -> None:
        """Store all files and return once they survive a power cut.

        Writing the same bytes again is fine; other bytes under a path that is taken raise Conflict, and what lies
        there stays. StoreUnavailable means that some may be stored and some not: repeat the same call.
        """
        ...
