"""Our log and real witnesses over HTTP: the right size is found, and no witness's mood stops or fools the log."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine

from chronology.merkle.tests.reference import leaf, leaves
from chronology.notes import cosignatures_of, parse_note
from chronology.notes.tests.keys import NOON, cosigner
from chronology.schema.engines import open_engine
from chronology.schema.upgrade import upgrade
from chronology.witnesses import Outcome, Witness, WitnessAnswer, WitnessPeer, request_cosignature, request_cosignatures
from chronology.witnesses.asking import MAX_ANSWER_BYTES
from chronology.witnesses.tests.growing import Grower
from chronology.witnesses.tests.served import served
from chronology.witnesses.web import WebPost

LOG = Grower("log.example", leaves(30))
FORK = Grower("log.example", [leaf(77), *leaves(30)[1:]])
KEYS = {"log.example": [LOG.signer.verifier]}
POST = WebPost()


def _peer(prefix: str, name: str = "w.example/0") -> WitnessPeer:
    return WitnessPeer(prefix, (cosigner(name).verifier,), operator=name)


def test_three_newsrooms_cosign_and_the_size_each_holds_is_found(tmp_path: Path) -> None:
    with ExitStack() as servers:
        peers = [_started(servers, tmp_path, f"w.example/{number}") for number in range(3)]
        for size in (7, 30):
            answers = request_cosignatures(POST, peers, LOG.checkpoint(size), LOG.prove)
            assert [one.outcome for one in answers] == [Outcome.COSIGNED] * 3
            note = parse_note(LOG.checkpoint(size)).with_signatures([line for one in answers for line in one.lines])
            assert len(cosignatures_of(note, [peer.keys[0] for peer in peers])) == 3


def _started(servers: ExitStack, folder: Path, name: str) -> WitnessPeer:
    engine = open_engine(f"sqlite:///{folder / name.replace('/', '-')}")
    upgrade(engine)
    witness = Witness(engine, cosigner(name), KEYS, lambda: NOON)
    return _peer(servers.enter_context(served(witness.add_checkpoint)), name)


def test_a_witness_that_has_seen_more_or_other_of_us_says_so(engine: Engine) -> None:
    witness = Witness(engine, cosigner("w.example/0"), KEYS, lambda: NOON)
    with served(witness.add_checkpoint) as prefix:
        request_cosignature(POST, _peer(prefix), LOG.checkpoint(20), LOG.prove)
        again = request_cosignature(POST, _peer(prefix), LOG.checkpoint(20), LOG.prove)
        behind = request_cosignature(POST, _peer(prefix), LOG.checkpoint(7), LOG.prove)
        forked = request_cosignature(POST, _peer(prefix), FORK.checkpoint(20), FORK.prove)
        forked_on = request_cosignature(POST, _peer(prefix), FORK.checkpoint(30), FORK.prove)
    assert again.outcome == Outcome.COSIGNED
    assert (behind.outcome, behind.seen.size if behind.seen else None) == (Outcome.AHEAD, 20)
    assert (forked.outcome, forked.told_size) == (Outcome.DIFFERS, 20)
    assert (forked_on.outcome, forked_on.told_size) == (Outcome.DIFFERS, 20)


ODD = [
    WitnessAnswer(200, b""),
    WitnessAnswer(200, b"\xff\n"),
    WitnessAnswer(200, "— stranger.example AAAAAAA=\n".encode()),
    WitnessAnswer(200, "— w.example/0 AAAAAAA=\n".encode()),
    WitnessAnswer(409, b"twelve\n", "text/x.tlog.size"),
    WitnessAnswer(409, b"-1\n", "text/x.tlog.size"),
    WitnessAnswer(200, b"x" * (MAX_ANSWER_BYTES + 1)),
]


@pytest.mark.parametrize("answer", ODD)
def test_an_odd_answer_is_no_cosignature_and_no_accusation(answer: WitnessAnswer) -> None:
    with served(lambda _: answer) as prefix:
        asked = request_cosignature(POST, _peer(prefix), LOG.checkpoint(7), LOG.prove)
    assert (asked.outcome, asked.lines) == (Outcome.UNAVAILABLE, ())


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_every_other_status_of_a_witness_is_a_refusal(status: int) -> None:
    with served(lambda _: WitnessAnswer(status, b"7\n")) as prefix:
        assert request_cosignature(POST, _peer(prefix), LOG.checkpoint(7), LOG.prove).outcome == Outcome.REFUSED


@pytest.mark.parametrize("status", [302, 429, 500, 502, 503])
def test_what_stands_before_a_witness_does_not_answer_for_it(status: int) -> None:
    with served(lambda _: WitnessAnswer(status, b"7\n")) as prefix:
        assert request_cosignature(POST, _peer(prefix), LOG.checkpoint(7), LOG.prove).outcome == Outcome.UNAVAILABLE


def test_a_cosignature_of_another_checkpoint_is_not_taken(engine: Engine) -> None:
    witness = Witness(engine, cosigner("w.example/0"), KEYS, lambda: NOON)
    other = witness.add_checkpoint(b"old 0\n\n" + LOG.checkpoint(5))
    with served(lambda _: other) as prefix:
        asked = request_cosignature(POST, _peer(prefix), LOG.checkpoint(7), LOG.prove)
    assert (asked.outcome, asked.lines) == (Outcome.UNAVAILABLE, ())


def test_a_witness_that_tells_another_size_each_time_is_left_alone() -> None:
    told = iter(range(1, 30))
    with served(lambda _: WitnessAnswer(409, b"%d\n" % next(told), "text/x.tlog.size")) as prefix:
        asked = request_cosignature(POST, _peer(prefix), LOG.checkpoint(30), LOG.prove)
    assert asked.outcome == Outcome.REFUSED
    assert next(told) <= 5


def test_a_dead_witness_holds_up_no_other(engine: Engine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        dead = _peer(f"http://127.0.0.1:{reserved.getsockname()[1]}/w", "w.example/dead")
    witness = Witness(engine, cosigner("w.example/0"), KEYS, lambda: NOON)
    with served(witness.add_checkpoint) as prefix:
        answers = request_cosignatures(POST, [dead, _peer(prefix)], LOG.checkpoint(7), LOG.prove)
    assert [one.outcome for one in answers] == [Outcome.UNAVAILABLE, Outcome.COSIGNED]


def test_without_witnesses_nobody_is_asked() -> None:
    assert request_cosignatures(POST, [], LOG.checkpoint(7), LOG.prove) == ()
