"""The process object over a real log, with peers of this test's own: each way to end has its own sentence."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from django.db import connections

from chronology.anchors.protocol import Anchor, AnchorState, AnchorTarget, Standing
from chronology.anchors.selectors import anchors_latest
from chronology.errors import NotTheSequencer, PeerUnavailable, RolledBack
from chronology.log import Log
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.records import BlockPoint
from chronology.types import SeenHead, TreeSize
from chronology.witnesses import Witness
from verify.ledger.models import SignerState
from verify.ledger.parts import Parts
from verify.ledger.selectors import log_health
from verify.ledger.signer.duties import Stopping
from verify.ledger.signer.errors import CannotSign
from verify.ledger.signer.keys import SigningKeys
from verify.ledger.signer.process import SignerProcess
from verify.ledger.signer.workshop import Workshop
from verify.ledger.tests.conftest import TERMS, Hands
from verify.ledger.tests.logs import KEY, log_in
from verify.ledger.values import LogHealth
from verify.tests.workers.installation import until

pytestmark = pytest.mark.django_db(databases=["default", "jobs", "keys"], transaction=True)


@pytest.fixture
def log(tmp_path: Path, use_parts: Callable[..., Parts]) -> Log:
    made = log_in(tmp_path / "log")
    use_parts(log=lambda: made, engine=lambda: made.engine)
    return made


def workshop(log: Log, folder: Path, clock: Hands, seen: int = 0) -> Workshop:
    """What a signer works with where nobody else is there, or one that saw `seen` entries."""
    return Workshop(
        engine=log.engine,
        log=log,
        keys=SigningKeys(KEY, KEY, KEY),
        checkpoints=CheckpointSigner(log, KEY, SigningRecord(folder / "log.signed"), clock),
        witness=cast(Witness, None),
        anchors=[],
        seen=[lambda: [SeenHead("chain 137", TreeSize(seen), None)] if seen else []],
        recent=lambda: None,
        cosign=lambda note: 0,
        witnessed=lambda note: None,
        clock=clock,
        randomness=secrets.token_bytes,
        terms=replace(TERMS, checkpoint_seconds=0.2),
    )


@pytest.fixture
def stopping() -> Iterator[Stopping]:
    yield (made := Stopping())
    made.set()
    for store in connections:
        connections[store].close()


def test_told_to_stop_it_ends_without_a_word(log: Log, tmp_path: Path, clock: Hands, stopping: Stopping) -> None:
    signed = threading.Thread(target=lambda: (until(lambda: log.published_size() > 0, 20), stopping.set()))
    signed.start()
    SignerProcess(workshop(log, tmp_path, clock), tmp_path, stopping).run()
    signed.join()
    assert log_health().running
    assert log.published_size() == TERMS.sealed_batch, "it had entered the first sealed batch and signed it"


def test_below_what_a_chain_has_seen_it_enters_nothing(
    log: Log, tmp_path: Path, clock: Hands, stopping: Stopping
) -> None:
    with pytest.raises(CannotSign, match="chain 137 holds 5 entries"):
        SignerProcess(workshop(log, tmp_path, clock, seen=5), tmp_path, stopping).run()
    health = log_health()
    assert (health.running, health.trouble) == (False, "rolled_back")
    assert log.head().size == 0


def test_while_nobody_outside_answers_records_are_entered_and_nothing_is_signed(
    log: Log, tmp_path: Path, clock: Hands, stopping: Stopping
) -> None:
    answers: list[SeenHead] = []
    away = threading.Event()
    away.set()

    def ask() -> list[SeenHead]:
        if away.is_set():
            raise PeerUnavailable("The chain does not answer.")
        return answers

    process = SignerProcess(replace(workshop(log, tmp_path, clock), seen=[ask]), tmp_path, stopping)
    told: list[LogHealth] = []

    def watch() -> None:
        until(lambda: log.head().size > 0 and log_health().sentence, 20)
        time.sleep(1)  # five times as long as it takes to sign
        told.append(log_health())
        away.clear()
        until(lambda: log.published_size() > 0 and not log_health().sentence, 30)
        told.append(log_health())
        stopping.set()
        connections.close_all()

    watching = threading.Thread(target=watch)
    watching.start()
    process.run()
    watching.join()
    waits, goes_on = told
    assert (waits.running, waits.trouble, waits.published) == (True, "", 0)
    assert waits.size == TERMS.sealed_batch
    assert "nobody outside could be asked what they have seen of this log" in waits.sentence
    assert (goes_on.running, goes_on.sentence, goes_on.published) == (True, "", TERMS.sealed_batch)


def test_a_late_answer_that_does_not_fit_stops_it_before_anything_is_signed(
    log: Log, tmp_path: Path, clock: Hands, stopping: Stopping
) -> None:
    asked: list[int] = []

    def ask() -> list[SeenHead]:
        asked.append(1)
        if len(asked) == 1:
            raise PeerUnavailable("The chain does not answer.")
        return [SeenHead("chain 137", TreeSize(500), None)]

    made = replace(workshop(log, tmp_path, clock), seen=[ask])
    with pytest.raises(CannotSign, match="chain 137 holds 500 entries"):
        SignerProcess(made, tmp_path, stopping).run()
    assert log.published_size() == 0
    assert not (tmp_path / "log.signed").exists()


def test_a_duty_that_must_not_go_on_stops_all(log: Log, tmp_path: Path, clock: Hands, stopping: Stopping) -> None:
    threading.Timer(1, lambda: stopping.because(RolledBack("The store shrank."))).start()
    with pytest.raises(CannotSign, match="shrank"):
        SignerProcess(workshop(log, tmp_path, clock), tmp_path, stopping).run()
    assert SignerState.objects.get().sentence == "The store shrank."


def test_a_lease_lost_on_the_way_may_be_taken_again(log: Log, tmp_path: Path, clock: Hands, stopping: Stopping) -> None:
    threading.Timer(1, lambda: stopping.because(NotTheSequencer("The lease was lost."))).start()
    with pytest.raises(NotTheSequencer):
        SignerProcess(workshop(log, tmp_path, clock), tmp_path, stopping).run()
    assert log_health().trouble == "second_signer"


def test_a_silent_chain_holds_up_no_other_anchor(log: Log, tmp_path: Path, clock: Hands, stopping: Stopping) -> None:
    class Authority:
        kind, name, development = "rfc3161", "tsa.example.org", False

        def submit(self, target: AnchorTarget) -> Standing:
            return Standing(AnchorState.FINAL, memo=b"a stamp", at=clock())

        def poll(self, target: AnchorTarget, standing: Standing) -> Standing:
            return standing

        def evidence(self, target: AnchorTarget, standing: Standing) -> bytes:
            return standing.memo

    def silent() -> BlockPoint:
        raise PeerUnavailable("The chain does not answer.")

    made = replace(workshop(log, tmp_path, clock), recent=silent, anchors=cast(list[Anchor], [Authority()]))
    made = replace(made, terms=replace(made.terms, anchor_seconds=0.2))
    rows = partial(anchors_latest, log.engine, log.log_id)
    anchored = threading.Thread(target=lambda: (until(rows, 20), stopping.set()))
    anchored.start()
    SignerProcess(made, tmp_path, stopping).run()
    anchored.join()
    assert [one.kind for one in rows()] == ["rfc3161"]
