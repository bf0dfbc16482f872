"""A second request comes in while the first has stored its head and not signed yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from chronology.merkle.tests.reference import leaves
from chronology.notes import parse_signatures
from chronology.notes.tests.keys import NOON, cosigner
from chronology.schema.engines import reading
from chronology.witnesses import Witness, WitnessAnswer
from chronology.witnesses.request import write_request
from chronology.witnesses.tables import witnessed
from chronology.witnesses.tests.growing import Grower

LOG = Grower("log.example", leaves(20))
KEYS = {"log.example": [LOG.signer.verifier]}


class Interrupted:
    """A clock that stands still, but lets the other request through as soon as it sees the first one's head stored."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.now = engine, NOON
        self.other: WitnessAnswer | None = None

    def __call__(self) -> datetime:
        if self.other is None and self._stored() == 5:
            self.interrupt()
        return self.now

    def interrupt(self) -> None:
        self.now += timedelta(seconds=1)
        witness = Witness(self.engine, cosigner("w.example"), KEYS, lambda: self.now)
        self.other = witness.add_checkpoint(write_request(5, LOG.prove(5, 20), LOG.checkpoint(20)))
        self.now += timedelta(seconds=9)

    def _stored(self) -> int:
        with reading(self.engine) as connection:
            return connection.execute(select(witnessed.c.size)).scalar() or 0


def time_of(answer: WitnessAnswer) -> int:
    assert answer.status == 200
    (line,) = parse_signatures(answer.body.decode())
    return int.from_bytes(line.signature[:8], "big")


def test_the_time_is_taken_while_nobody_else_can_go_on(engine: Engine) -> None:
    clock = Interrupted(engine)
    first = Witness(engine, cosigner("w.example"), KEYS, clock).add_checkpoint(write_request(0, (), LOG.checkpoint(5)))
    if clock.other is None:
        clock.interrupt()
    assert clock.other is not None
    assert time_of(first) <= time_of(clock.other)
