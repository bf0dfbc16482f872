"""Forks, roll-backs, dropped and reordered entries, replaced roots: the witness cosigns none, the monitor tells all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from chronology.mirror.tests.published import ORIGIN, PREFIX, VKEY, Published
from chronology.monitor import AlarmCode, Monitor
from chronology.monitor.tests.forging import KINDS, Forgery, forgery, honest
from chronology.notes import Verifier
from chronology.notes.tests.keys import NOON, cosigner
from chronology.schema.engines import open_engine
from chronology.schema.upgrade import upgrade
from chronology.witnesses import Witness
from chronology.witnesses.request import write_request

FORGERIES = 1_000
HONEST = 40
ROUNDS = [pytest.param(range(100), id="100"), pytest.param(range(FORGERIES), id="1000", marks=pytest.mark.torture)]
EXPECTED = {
    "fork": {AlarmCode.REWRITTEN, AlarmCode.SHRANK},
    "rollback": {AlarmCode.SHRANK},
    "dropped": {AlarmCode.REWRITTEN},
    "reordered": {AlarmCode.REWRITTEN},
    "replaced root": {AlarmCode.UNFIT_TILES},
}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    opened = open_engine(f"sqlite:///{tmp_path / 'witness.sqlite3'}")
    upgrade(opened)
    return opened


def _accepted_by_witness(case: Forgery, number: int, engine: Engine) -> bool:
    """Whether a witness that cosigned what was seen would cosign what is shown, whatever proof comes with it."""
    witness = Witness(engine, cosigner(f"w.example/{number}"), {ORIGIN: [Verifier.from_text(VKEY)]}, lambda: NOON)
    first = witness.add_checkpoint(write_request(0, (), case.seen.note))
    assert first.status == 200
    answers = [
        witness.add_checkpoint(write_request(old, proof, case.shown.note)).status
        for old, proof in case.proofs(Random(number))
    ]
    return 200 in answers


def _told_by_monitor(case: Forgery, folder: Path) -> set[AlarmCode]:
    """What a monitor that saw the first tells of the second."""
    log = [case.seen]

    def get(url: str, *, at_most: int) -> bytes | None:
        return log[0].get(url, at_most=at_most)

    monitor = Monitor(get, VKEY, {"the log": PREFIX}, folder / "memory.json", lambda: NOON)
    (folder / "memory.json").unlink(missing_ok=True)
    assert monitor.watch_once().alarms == ()
    log[0] = case.shown
    return {alarm.code for alarm in monitor.watch_once().alarms}


@pytest.mark.parametrize("numbers", ROUNDS)
def test_the_witness_cosigns_none_of_them(engine: Engine, numbers: range) -> None:
    assert [number for number in numbers if _accepted_by_witness(forgery(number), number, engine)] == []


@pytest.mark.parametrize("numbers", ROUNDS)
def test_the_monitor_tells_every_one_by_its_kind(tmp_path: Path, numbers: range) -> None:
    kinds: Counter[str] = Counter()
    for number in numbers:
        case = forgery(number)
        kinds[case.kind] += 1
        told = _told_by_monitor(case, tmp_path)
        assert told, number
        assert told <= EXPECTED[case.kind], number
    assert kinds == dict.fromkeys(KINDS, len(numbers) // len(KINDS))


def test_what_truly_grew_is_cosigned_and_raises_nothing(engine: Engine, tmp_path: Path) -> None:
    for number in range(HONEST):
        case = honest(number)
        assert _accepted_by_witness(case, number, engine), number
        assert _told_by_monitor(case, tmp_path) == set(), number


Plant = Callable[[pytest.MonkeyPatch], None]


def _no_consistency(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("chronology.witnesses.witness.verify_consistency", lambda **_: None)


def _no_comparison(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("chronology.monitor.comparing.compare", lambda *_: None)


def _no_root(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("chronology.mirror.authentic.AuthenticTiles._root", lambda tree, _: tree._head.root)


def test_planted_a_witness_that_checks_no_proof_cosigns_forgeries(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_consistency(monkeypatch)
    assert any(_accepted_by_witness(forgery(number), number, engine) for number in range(20))


@pytest.mark.parametrize(("plant", "kind"), [(_no_comparison, "reordered"), (_no_root, "replaced root")])
def test_planted_a_monitor_that_leaves_a_check_out_misses_forgeries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Plant, kind: str
) -> None:
    plant(monkeypatch)
    cases = [case for case in map(forgery, range(40)) if case.kind == kind]
    assert [case for case in cases if not _told_by_monitor(case, tmp_path)]


def test_the_forgeries_are_forged() -> None:
    """None of them is by chance a true continuation of what was seen."""
    cases = list(map(forgery, range(300)))
    assert all(not _continues(case.seen, case.shown) for case in cases if case.kind != "replaced root")
    assert len({(case.seen.head, case.shown.head) for case in cases}) > 270


def _continues(seen: Published, shown: Published) -> bool:
    return shown.entries[: len(seen.entries)] == seen.entries
