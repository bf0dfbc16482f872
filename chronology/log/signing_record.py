"""The newest checkpoint that was ever signed, in a small file of its own.

It lies beside the key and outside the database's backup, so that a database that was put back to an older state is
noticed before a second history is signed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chronology.errors import NotTheSequencer, StoreUnavailable
from chronology.log.faults import Faults, Point, no_faults
from chronology.tiles.syncing import sync_all


class SigningRecord:
    """One signed note in a file; replaced as a whole, only by who knows what it holds."""

    def __init__(self, path: Path, faults: Faults = no_faults) -> None:
        self._path, self._faults = path, faults

    def read(self) -> bytes | None:
        """The note that was signed last; None before the first; raises StoreUnavailable."""
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreUnavailable(f"The signing record {self._path.name} cannot be read.") from error

    def replace(self, *, expected: bytes | None, note: bytes) -> None:
        """Keep `note` and return once it is durable; raises NotTheSequencer where another note was kept meanwhile.

        After StoreUnavailable it may hold either note; both were signed for one history.
        """
        try:
            with self._locked():
                if self.read() != expected:
                    raise NotTheSequencer("Somebody else signs for this log; stop one of the two signers.")
                self._faults(Point.RECORD_BEFORE)
                self._write(note)
                self._faults(Point.RECORD_AFTER)
        except OSError as error:
            raise StoreUnavailable(f"The signing record {self._path.name} cannot be written.") from error

    def _write(self, note: bytes) -> None:
        part = self._path.with_name(f"{self._path.name}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(note)
        sync_all(self._path.parent, [part])
        self._faults(Point.RECORD_SYNC)
        part.replace(self._path)
        sync_all(self._path.parent, [self._path.parent])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        descriptor = os.open(self._path.with_name(f"{self._path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)  # which unlocks
