"""Where the parts of uploads lie: a folder of this machine, or a bucket that all machines share (bucket.py)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from verify.cases.arrival import Arrival


class Place(Protocol):
    """Files by a name that is never given twice; every call but `arrive` raises StoreAway where the place is away."""

    def keep(self, arrival: Arrival, name: str) -> None:
        """Take an arrival in under this new name."""
        ...

    def open(self, name: str) -> BinaryIO | None:
        """Open a file of this machine with the content of that name; None where there is none."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Delete these; missing ones are fine."""
        ...

    def listed(self) -> Iterator[tuple[str, datetime]]:
        """Every name, and when it was written."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """Files of mode 0600."""

    path: Path

    def keep(self, arrival: Arrival, name: str) -> None:
        arrival.keep(self.path / name)

    def open(self, name: str) -> BinaryIO | None:
        try:
            return os.fdopen(os.open(self.path / name, os.O_RDONLY | os.O_NOFOLLOW), "rb")
        except FileNotFoundError:
            return None

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            (self.path / name).unlink(missing_ok=True)

    def listed(self) -> Iterator[tuple[str, datetime]]:
        with os.scandir(self.path) as entries:
            for entry in entries:
                try:
                    written = entry.stat(follow_symlinks=False).st_mtime
                except FileNotFoundError:
                    continue  # gone meanwhile
                yield entry.name, datetime.fromtimestamp(written, UTC)
