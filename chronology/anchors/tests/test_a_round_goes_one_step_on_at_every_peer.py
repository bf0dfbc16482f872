from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from chronology.anchors.evm.anchor import EvmAnchor
from chronology.anchors.evm.embedded import EmbeddedChain
from chronology.anchors.evm.lane import Lane, LaneRules, Nodes
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.wallet import KeyWallet
from chronology.anchors.protocol import AnchorState
from chronology.anchors.rounds import anchor_round
from chronology.anchors.selectors import anchors_covering, anchors_latest, contacts, seen_heads
from chronology.anchors.tests.ground import LOG, ONE_COIN, MovedClock, new_store
from chronology.anchors.tests.weather import GrowingLog
from chronology.schema.upgrade import upgrade
from chronology.types import LeafIndex

NOBODY = "http://127.0.0.1:9"
KEY = bytes(range(1, 33))


class Site:
    """A store of each kind, the embedded chain, and a log that grows."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        upgrade(engine)
        self.engine, self.clock, self.log = engine, MovedClock(), GrowingLog()
        self.chain = EmbeddedChain(folder / "chain.sqlite3", clock=self.clock)
        self.wallet = KeyWallet(KEY, only_to=self.chain.contract)
        self.chain.endow(self.wallet.address)

    def anchor(self, *clients: object) -> EvmAnchor:
        nodes = Nodes(clients or (self.chain,), chain_id=self.chain.chain_id())
        rules = LaneRules(contract=self.chain.contract, daily_limit=ONE_COIN)
        return EvmAnchor(Lane(self.engine, nodes, self.wallet, rules=rules, clock=self.clock))

    def round(self, *peers: EvmAnchor, every: float = 0):
        return anchor_round(self.engine, self.log, peers or [self.anchor()], self.clock, every=timedelta(seconds=every))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    found = Site(new_store(tmp_path), tmp_path)
    yield found
    found.chain.close()
    found.engine.dispose()


@pytest.fixture
def either_site(engine: Engine, tmp_path: Path) -> Iterator[Site]:
    """On each kind of database."""
    found = Site(engine, tmp_path)
    yield found
    found.chain.close()


class Elsewhere(EvmAnchor):
    """A second peer under a name of its own, so that both have rows."""

    def __init__(self, anchor: EvmAnchor) -> None:
        super().__init__(anchor._lane)
        self.name = "elsewhere"


def test_on_the_embedded_chain_two_rounds_bring_a_checkpoint_home_with_evidence(site: Site) -> None:
    site.round()
    site.round()
    (view,) = anchors_latest(site.engine, LOG)
    assert (view.state, view.size, view.development) == (AnchorState.FINAL, 1, True)
    assert view.checkpoint == site.log.checkpoint()


def test_the_evidence_that_is_kept_holds_and_names_time_and_chain(site: Site) -> None:
    site.round()
    site.round()
    (view,) = anchors_latest(site.engine, LOG)
    from chronology.anchors.rounds import newest_target

    attested = site.anchor().verify(newest_target(site.log), view.evidence)
    assert attested.development
    assert (attested.reference, attested.at) == (view.reference, view.at)


def test_a_silent_peer_does_not_hold_up_another_and_is_told(site: Site) -> None:
    silent = Elsewhere(site.anchor(RpcClient(NOBODY)))
    answers = site.round(silent, site.anchor())
    assert "does not answer" in answers[0].trouble
    assert answers[1].trouble == ""
    told = {contact.name: contact for contact in contacts(site.engine)}
    assert told["elsewhere"].answered_at is None
    assert told["elsewhere"].trouble
    assert told["chain 987735"].answered_at == site.clock()


def test_a_peer_that_answers_again_is_no_longer_in_trouble(site: Site) -> None:
    site.round(site.anchor(RpcClient(NOBODY)))
    site.round()
    (contact,) = contacts(site.engine)
    assert (contact.trouble, contact.answered_at) == ("", site.clock())


def test_while_the_chain_is_away_the_newest_checkpoint_takes_the_place_of_the_older(either_site: Site) -> None:
    site = either_site
    for _ in range(3):
        site.round(site.anchor(RpcClient(NOBODY)))
        site.log.size += 1
    site.round()
    site.round()
    states = {view.size: view.state for view in anchors_latest(site.engine, LOG)}
    assert states[1] is AnchorState.SUPERSEDED
    assert AnchorState.PENDING not in states.values()
    assert states[max(states)] is AnchorState.FINAL


def test_a_log_that_did_not_grow_is_not_anchored_again(site: Site) -> None:
    for _ in range(4):
        site.round()
    assert len(anchors_latest(site.engine, LOG)) == 1


def test_between_two_anchors_the_interval_passes(site: Site) -> None:
    site.round(every=600)
    site.round(every=600)
    site.log.size = 9
    site.round(every=600)
    assert len(anchors_latest(site.engine, LOG)) == 1
    site.clock.move(seconds=601)
    site.round(every=600)
    assert len(anchors_latest(site.engine, LOG)) == 2


def test_an_entry_is_covered_by_the_earliest_final_anchor_above_it(either_site: Site) -> None:
    site = either_site
    for size in (3, 6, 9):
        site.log.size = size
        site.round()
        site.round()
    assert [view.size for view in anchors_covering(site.engine, LOG, LeafIndex(2))] == [3]
    assert [view.size for view in anchors_covering(site.engine, LOG, LeafIndex(3))] == [6]
    assert anchors_covering(site.engine, LOG, LeafIndex(9)) == ()


def test_the_largest_seen_head_is_kept_for_the_rollback_guard(site: Site) -> None:
    for size in (3, 6):
        site.log.size = size
        site.round()
        site.round()
    (seen,) = seen_heads(site.engine, LOG)
    assert (seen.size, seen.root) == (6, (6).to_bytes(32, "big"))
