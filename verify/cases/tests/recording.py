"""Records on a real log, for tests of what they change."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from chronology.log import CheckpointSigner, SigningRecord
from verify.accounts.models import Organisation
from verify.ledger import parts as ledger_parts
from verify.ledger.models import Record
from verify.ledger.parts import Parts
from verify.ledger.services import record_open
from verify.ledger.signer.sequencing import Sequencer
from verify.ledger.tests.conftest import TERMS, Hands, no_signer
from verify.ledger.tests.logs import KEY, log_in, sequencer_on
from verify.ledger.values import MemberPart, Viewer


@dataclass
class Chronicle:
    """A log with its one writer."""

    sequencer: Sequencer
    folder: Path

    def record(self, content: bytes, organisation: Organisation | None, *, user: int | None = None) -> Record:
        """Record a content openly and enter it."""
        owner = Viewer(organisation.pk if organisation else None, user)
        record = record_open(sha256=sha256(content).digest(), owner=owner)
        self.enter()
        record.refresh_from_db()
        return record

    def record_work(self, parts: dict[str, bytes], organisation: Organisation) -> Record:
        """Record a work of these parts and enter it."""
        members = [MemberPart(role, sha256(content).digest()) for role, content in parts.items()]
        record = record_open(sha256=None, owner=Viewer(organisation.pk), members=members)
        self.enter()
        return record

    def enter(self) -> int:
        """Bring what waits onto the log; returns how many."""
        return self.sequencer.enter_open()

    def publish(self) -> None:
        """Sign a checkpoint over everything."""
        log = self.sequencer.log
        signer = CheckpointSigner(log, KEY, SigningRecord(self.folder / "signed"), self.sequencer.clock)
        signer.start()
        signer.sign()


@contextmanager
def chronicle(folder: Path) -> Iterator[Chronicle]:
    """The ledger on a log in this folder; whatever it stood on before comes back."""
    before, clock, log = ledger_parts._parts, Hands(), log_in(folder)
    ledger_parts.use(Parts(clock, secrets.token_bytes, lambda: log, lambda: log.engine, no_signer, TERMS))
    try:
        with sequencer_on(log, clock) as sequencer:
            yield Chronicle(sequencer, folder)
    finally:
        ledger_parts._parts = before
