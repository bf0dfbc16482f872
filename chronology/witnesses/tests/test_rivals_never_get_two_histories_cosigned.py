"""Compare and store are one step: whoever asks at once, and however often, one history alone is cosigned."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from chronology.errors import StoreUnavailable
from chronology.merkle.tests.reference import leaf, leaves
from chronology.notes.tests.keys import NOON, cosigner
from chronology.schema.engines import writing
from chronology.witnesses import Witness, rows
from chronology.witnesses.request import write_request
from chronology.witnesses.tests.growing import Grower

RIVALS = 8
BASE = leaves(5)
HISTORIES = [Grower("log.example", [*BASE, leaf(1_000 + rival), leaf(2_000 + rival)]) for rival in range(RIVALS)]


def _witness(engine: Engine) -> Witness:
    keys = {"log.example": [HISTORIES[0].signer.verifier]}
    return Witness(engine, cosigner("w.example"), keys, lambda: NOON)


def _race(witness: Witness, new: Callable[[int], int]) -> list[int]:
    """All rivals ask at one moment, each to continue the common five entries with its own history."""
    barrier = Barrier(RIVALS)

    def ask(rival: int) -> int:
        history, size = HISTORIES[rival], new(rival)
        body = write_request(5, history.prove(5, size), history.checkpoint(size))
        barrier.wait()
        try:
            return witness.add_checkpoint(body).status
        except StoreUnavailable:
            return 503

    with ThreadPoolExecutor(RIVALS) as pool:
        return sorted(pool.map(ask, range(RIVALS)))


@pytest.mark.parametrize("new", [lambda _: 6, lambda rival: 6 + rival % 2], ids=["one size", "two sizes"])
def test_exactly_one_of_many_forks_is_cosigned(each_engine: Engine, new: Callable[[int], int]) -> None:
    witness = _witness(each_engine)
    witness.add_checkpoint(write_request(0, (), HISTORIES[0].checkpoint(5)))
    assert _race(witness, new).count(200) == 1


@pytest.mark.parametrize(("guarded", "cosigned"), [(True, {1}), (False, set(range(2, RIVALS + 1)))])
def test_a_witness_that_compares_before_it_locks_is_caught(
    each_engine: Engine, monkeypatch: pytest.MonkeyPatch, guarded: bool, cosigned: set[int]
) -> None:
    """Planted fault: what is held is read in a transaction of its own. The trigger alone stops it."""
    witness, meeting = _witness(each_engine), Barrier(RIVALS)
    witness.add_checkpoint(write_request(0, (), HISTORIES[0].checkpoint(5)))
    locked = rows.lock

    def stale(*_: object) -> rows.Held:
        with each_engine.connect() as connection:
            held = locked(connection, cosigner("w.example").vkey, "log.example")
        meeting.wait()
        return held

    if not guarded:
        with writing(each_engine) as connection:
            on = " ON witnessed" if each_engine.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER witnessed_update_guarded{on}"))
    monkeypatch.setattr(rows, "lock", stale)
    monkeypatch.setattr("chronology.witnesses.witness.writing", lambda engine: engine.begin())
    assert _race(witness, lambda _: 6).count(200) in cosigned


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE witnessed SET size = 4",
        "UPDATE witnessed SET root = substr(note, 1, 32)",
        "UPDATE witnessed SET size = 9, root = substr(note, 1, 31)",
        "UPDATE witnessed SET size = 9, origin = 'other.example'",
        "DELETE FROM witnessed",
    ],
)
def test_the_database_itself_refuses_to_go_back(each_engine: Engine, change: str) -> None:
    witness = _witness(each_engine)
    witness.add_checkpoint(write_request(0, (), HISTORIES[0].checkpoint(5)))
    with pytest.raises(DatabaseError), writing(each_engine) as connection:
        connection.execute(text(change))
    assert witness.heads()["log.example"].size == 5
