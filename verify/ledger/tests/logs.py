"""A real log for tests: SQLite and a folder, with a key of its own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chronology.log import Faults, Log, no_faults, open_log
from chronology.notes import Ed25519NoteSigner
from verify.ledger.signer.beacons import Beacons
from verify.ledger.signer.sequencing import Sequencer
from verify.ledger.tests.conftest import TERMS, Hands

KEY = Ed25519NoteSigner.generate(TERMS.origin, secrets.token_bytes)


def log_in(folder: Path, faults: Faults = no_faults) -> Log:
    """The log of this folder, made where it is missing."""
    return open_log(folder, vkey=KEY.vkey, faults=faults)


@contextmanager
def sequencer_on(log: Log, clock: Hands) -> Iterator[Sequencer]:
    """The one writer of that log."""
    with log.sequencing("test"):
        yield Sequencer(log, Beacons(), clock, secrets.token_bytes, TERMS.sealed_seconds, TERMS.sealed_batch)


def leaves_of(log: Log) -> list[bytes]:
    """Every entry."""
    return list(log.entries(0, log.head().size))
