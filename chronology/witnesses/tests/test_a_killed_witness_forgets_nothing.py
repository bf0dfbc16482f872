"""kill -9 at any moment: whatever a witness has cosigned, it still holds when it comes back."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import pytest

from chronology.merkle.tests.reference import leaves, mth
from chronology.notes.tests.keys import NOON, cosigner
from chronology.schema.engines import open_engine
from chronology.schema.upgrade import upgrade
from chronology.witnesses import Witness, WitnessAnswer, rows
from chronology.witnesses.request import Request, write_request
from chronology.witnesses.tests.growing import Grower

KILLS = 12
LOG = Grower("log.example", leaves(4_000))
KEYS = {"log.example": [LOG.signer.verifier]}
FORK = get_context("fork")


class _Hasty(Witness):
    """Planted fault: it cosigns first and stores a little later."""

    told: Connection

    def _compare_and_store(self, request: Request, signed: rows.Signed) -> WitnessAnswer:
        self.told.send(200)
        time.sleep(0.05)
        return super()._compare_and_store(request, signed)


def _run(address: str, kind: type[Witness], pipe: Connection) -> None:
    witness = kind(open_engine(address), cosigner("w.example"), KEYS, lambda: NOON)
    if isinstance(witness, _Hasty):
        witness.told = pipe
    while True:
        status = witness.add_checkpoint(pipe.recv()).status
        if not isinstance(witness, _Hasty):
            pipe.send(status)


def _forgotten(address: str, kind: type[Witness]) -> list[int]:
    """After each kill: how many entries the witness holds fewer than it had cosigned."""
    chance, lost, size = Random(3), [], 1
    for _ in range(KILLS):
        ours, theirs = FORK.Pipe()
        process = FORK.Process(target=_run, args=(address, kind, theirs))
        process.start()
        cosigned = size = _ask_until_killed(ours, size, chance, process.kill)
        process.join()
        held = Witness(open_engine(address), cosigner("w.example"), KEYS, lambda: NOON).heads()["log.example"]
        assert held.size == 0 or held.root == mth(LOG.leaves[: held.size])
        lost.append(max(cosigned - held.size, 0))
        size = max(held.size, 1)
    return lost


def _ask_until_killed(pipe: Connection, size: int, chance: Random, kill: Callable[[], None]) -> int:
    """Ask for one size after another; the last question is killed before, while or after it is answered."""
    cosigned = 0 if size == 1 else size
    for number in range(chance.randrange(2, 9)):
        pipe.send(write_request(cosigned, LOG.prove(cosigned, size + number), LOG.checkpoint(size + number)))
        assert pipe.recv() == 200
        cosigned = size + number
    pipe.send(write_request(cosigned, LOG.prove(cosigned, cosigned + 1), LOG.checkpoint(cosigned + 1)))
    if pipe.poll(chance.random() * 0.02):
        cosigned += pipe.recv() == 200
    kill()
    return cosigned


@pytest.fixture
def address(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path / 'witness.sqlite3'}"
    engine = open_engine(found)
    upgrade(engine)
    engine.dispose()
    return found


def test_what_was_cosigned_is_held_after_every_kill(address: str) -> None:
    assert _forgotten(address, Witness) == [0] * KILLS


def test_a_witness_that_answers_before_it_stores_is_caught(address: str) -> None:
    assert any(_forgotten(address, _Hasty))
