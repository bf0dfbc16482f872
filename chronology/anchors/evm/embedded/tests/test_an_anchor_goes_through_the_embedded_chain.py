"""The lane works on the embedded chain as on any other: an anchor becomes final and its evidence checks offline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from chronology.anchors.evm.anchor import EvmAnchor
from chronology.anchors.evm.contract.tests.people import new_chain
from chronology.anchors.evm.embedded import EMBEDDED_CHAIN_ID, EmbeddedChain
from chronology.anchors.evm.lane import Lane, LaneRules, Nodes
from chronology.anchors.evm.seen import heads_on_chain
from chronology.anchors.evm.wallet import KeyWallet
from chronology.anchors.protocol import AnchorState, AnchorTarget
from chronology.anchors.tests.ground import LOG, ONE_COIN, MovedClock, checkpoint, new_store

KEY = b"\x08" * 32


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[EmbeddedChain]:
    with closing(new_chain(tmp_path)) as made:
        yield made


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = new_store(tmp_path)
    yield made
    made.dispose()


@pytest.fixture
def anchor(chain: EmbeddedChain, engine: Engine) -> EvmAnchor:
    return anchor_on(chain, engine)


def anchor_on(chain: EmbeddedChain, engine: Engine, key: bytes = KEY) -> EvmAnchor:
    wallet = KeyWallet(key, only_to=chain.contract)
    chain.endow(wallet.address)
    rules = LaneRules(contract=chain.contract, daily_limit=ONE_COIN)
    nodes = Nodes((chain,), chain_id=EMBEDDED_CHAIN_ID)
    return EvmAnchor(Lane(engine, nodes, wallet, rules=rules, clock=MovedClock()))


def carried_through(anchor: EvmAnchor, target: AnchorTarget) -> list[AnchorState]:
    standing = anchor.submit(target)
    assert standing is not None
    states = [standing.state]
    for _ in range(10):
        standing = anchor.poll(target, standing)
        states.append(standing.state)
        if standing.state is AnchorState.FINAL:
            return states
    return states


def test_an_anchor_becomes_final_and_its_evidence_says_that_the_chain_proves_nothing(anchor: EvmAnchor) -> None:
    target = checkpoint(7)
    states = carried_through(anchor, target)
    assert (states[0], states[-1]) == (AnchorState.PENDING, AnchorState.FINAL)
    standing = anchor.submit(target)
    assert standing is not None
    evidence = anchor.evidence(target, standing)
    assert evidence is not None
    attested = anchor.verify(target, evidence)
    assert (attested.reference, attested.development, anchor.development) == (standing.reference, True, True)


def test_the_guard_against_old_backups_sees_the_newest_head(chain: EmbeddedChain, anchor: EvmAnchor) -> None:
    for size in (3, 8):
        carried_through(anchor, checkpoint(size))
    nodes, publisher = Nodes((chain,), chain_id=EMBEDDED_CHAIN_ID), KeyWallet(KEY, only_to=chain.contract).address
    (seen,) = heads_on_chain(nodes, contract=chain.contract, publisher=publisher, log_id=LOG)
    assert (seen.size, seen.root) == (8, checkpoint(8).root)


def test_after_the_chain_was_lost_the_old_account_waits_and_a_new_one_goes_on(tmp_path: Path, engine: Engine) -> None:
    with closing(new_chain(tmp_path)) as before:
        assert carried_through(anchor_on(before, engine), checkpoint(3))[-1] is AnchorState.FINAL
    for file in tmp_path.glob("chain.sqlite3*"):
        file.unlink()
    with closing(new_chain(tmp_path)) as after:
        waiting = anchor_on(after, engine)
        assert carried_through(waiting, checkpoint(8))[-1] is AnchorState.PENDING
        told = waiting.submit(checkpoint(8))
        assert told is not None
        assert told.detail, "people are told why it waits"
        assert carried_through(anchor_on(after, engine, b"\x09" * 32), checkpoint(9))[-1] is AnchorState.FINAL
