"""Pages over a real log: SQLite and a folder, a sequencer that is told when to write, a signer that signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client

from chronology.log import Log
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.ledger.models import KeyPurpose, PublicKey
from verify.ledger.parts import Parts
from verify.ledger.signer.sequencing import Sequencer
from verify.ledger.tests.conftest import Hands, clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.ledger.tests.logs import KEY, log_in, sequencer_on


@dataclass(frozen=True)
class Writing:
    """A log with its two writers, moved by hand."""

    log: Log
    sequencer: Sequencer
    signer: CheckpointSigner
    clock: Hands

    def batch(self) -> None:
        """Enter everything that waits, sealed records as well, and sign a checkpoint over it."""
        self.sequencer.enter_open()
        self.clock.forward(120)
        self.sequencer.enter_sealed()
        self.signer.sign()


@pytest.fixture
def writing(ledger: Callable[..., Parts], clock: Hands, tmp_path: Path) -> Iterator[Writing]:  # noqa: F811
    log = log_in(tmp_path)
    ledger(log=lambda: log, engine=lambda: log.engine)
    PublicKey.objects.create(purpose=KeyPurpose.LOG, vkey=KEY.vkey)
    signer = CheckpointSigner(log, KEY, SigningRecord(tmp_path / "log.signed"), clock)
    with ExitStack() as stack:
        sequencer = stack.enter_context(sequencer_on(log, clock))
        signer.start()
        yield Writing(log, sequencer, signer, clock)


@pytest.fixture
def desk(stores: None) -> Organisation:
    return organisation_create(name="Harbour Post", slug="harbour-post", owner=User.objects.create_user("ida"))


@pytest.fixture
def ida(desk: Organisation) -> Client:
    """A browser in which somebody of the desk is signed in."""
    client = Client()
    client.force_login(User.objects.get(username="ida"))
    return client
