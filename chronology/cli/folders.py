"""A log of one folder as the commands use it: its database and tiles, its key, and what the key signed last."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from chronology.cli.errors import CannotOpen
from chronology.cli.files import content_of, keep_secret
from chronology.errors import Malformed
from chronology.log import Log, open_log
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.log.times import system_clock
from chronology.notes import Ed25519NoteSigner
from chronology.records import Kind, open_leaf
from chronology.types import Digest, Receipt

KEY, SIGNED = "log.key", "signed.note"
KEY_BYTES_LIMIT = 1024
RECORDER_BYTES = 16


@dataclass(frozen=True, slots=True)
class LogFolder:
    """One folder with a log in it. The key and the signing record belong into no backup of the database."""

    path: Path
    log: Log
    signer: Ed25519NoteSigner

    def close(self) -> None:
        """Close the database."""
        self.log.engine.dispose()

    def append(self, leaves: Sequence[bytes]) -> list[Receipt]:
        """Record entries; durable when this returns.

        Raises NotTheSequencer while another process writes, RolledBack, before anything is recorded, where the log lost
        entries.
        """
        with self.log.sequencing(f"command {os.getpid()}"):
            self._signing()
            return self.log.append_many(leaves)

    def publish(self) -> bytes:
        """The newest checkpoint, of everything that is committed; raises RolledBack where the log lost entries."""
        note = self._signing().sign() or self.log.checkpoint()
        if note is None:
            raise Malformed("The log has no entries yet, so there is nothing to sign.")
        return note

    def _signing(self) -> CheckpointSigner:
        """Compares the log with what was signed of it."""
        signing = CheckpointSigner(self.log, self.signer, SigningRecord(self.path / SIGNED), system_clock)
        signing.start()
        return signing

    def leaf_of(self, digest: Digest) -> bytes:
        """An open record of a file, by this log's owner: 16 bytes of the SHA-256 of the log's key."""
        recorder = sha256(self.log.vkey.encode()).digest()[:RECORDER_BYTES]
        return open_leaf(kind=Kind.REGISTERED, content=digest, recorder=recorder, at=int(system_clock().timestamp()))


def make_log(folder: Path, origin: str, randomness: Callable[[int], bytes] = os.urandom) -> LogFolder:
    """A new log with a key of its own; raises CannotOpen where the folder holds one already."""
    signer = Ed25519NoteSigner.generate(origin, randomness)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(f"{folder}: cannot be made: {error.strerror}.") from error
    keep_secret(folder / KEY, signer.to_text().encode() + b"\n")
    return LogFolder(folder, open_log(folder, vkey=signer.vkey), signer)


def log_in(folder: Path) -> LogFolder:
    """The log of a folder with its key; raises CannotOpen or Malformed."""
    signer = Ed25519NoteSigner.from_text(content_of(folder / KEY, KEY_BYTES_LIMIT).decode("ascii", "replace").strip())
    return LogFolder(folder, open_log(folder), signer)
