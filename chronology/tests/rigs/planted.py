"""Two logs with the mistakes that the rig is there to catch; each runs in the process that is killed, nowhere else."""

from __future__ import annotations

import socket
from typing import Any

from sqlalchemy import Connection

from chronology.log import Faults, committing, lease, log, sequencer
from chronology.log.committing import Committer
from chronology.log.placing import Placed
from chronology.log.tables import batches
from chronology.merkle.compact import CompactRange
from chronology.notes.signed_checkpoint import sign_checkpoint
from chronology.schema.engines import writing
from chronology.tests.rigs.sequencer import SIGNER, Places, sequence, show
from chronology.types import TreeHead


def sign_before_commit(places: Places, listener: socket.socket, seed: int, faults: Faults) -> None:
    """The head is signed and shown inside the transaction: a kill before its commit leaves a promise alone."""

    class Hasty(Committer):
        def _store(self, connection: Connection, placed: Placed, tree: CompactRange, now: int) -> None:
            super()._store(connection, placed, tree, now)
            show(places, sign_checkpoint(TreeHead(tree.size, tree.root()), SIGNER.name, SIGNER))

    log.Committer = Hasty  # type: ignore[misc]
    sequence(places, listener, seed, faults)


def read_max_then_insert(places: Places, listener: socket.socket, seed: int, faults: Faults) -> None:
    """Each of two writers keeps in mind how long the log is and writes there, asking no lease and no trigger."""
    database = places.open(faults)
    with writing(database.engine) as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS batch_insert_guarded")
    database.engine.dispose()

    def take(connection: Connection, number: int, holder: str, *, now: int, lasts: int) -> lease.Lease:
        return lease.Lease(number, holder, 1, lasts)

    lease.require = lease.renew = sequencer.renew = lambda *_args, **_named: None  # type: ignore[assignment]
    log.take = take
    committing.batches = _Careless()  # type: ignore[assignment]
    sequence(places, listener, seed, faults, signs=False)  # its signing record would stop them


class _Careless:
    """The table of batches, written to as if nobody else could have been quicker."""

    def insert(self) -> Any:
        return batches.insert().prefix_with("OR IGNORE")
