from __future__ import annotations

from chronology.anchors.evm.lane import Entry, Lane, Step
from chronology.anchors.evm.testnode import FINAL_AFTER
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.anchors.tests.weather import events
from chronology.types import TreeSize

SIZE = TreeSize(7)


def sent(shore: Shore) -> Lane:
    lane = shore.lane()
    lane.plan(checkpoint(7))
    assert go_on(lane).step is Step.SENT
    return lane


def go_on(lane: Lane) -> Entry:
    entry = lane.advance(LOG, SIZE)
    assert entry is not None
    return entry


def require_final_once(shore: Shore, lane: Lane) -> None:
    shore.node.mine(FINAL_AFTER + 1)
    go_on(lane)
    entry = go_on(lane)
    assert entry.step is Step.FINAL
    assert [size for _, size in events(shore)] == [7]


def test_a_block_that_is_taken_back_puts_the_anchor_back_and_sends_it_again(shore: Shore) -> None:
    lane = sent(shore)
    shore.node.mine()
    first = go_on(lane)
    assert first.step is Step.MINED
    shore.node.ask("anvil_reorg", 1, [])
    again = go_on(lane)
    assert (again.step, again.block_hash, again.tx_hash) == (Step.SENT, None, None)
    shore.node.mine()
    assert go_on(lane).block_hash != first.block_hash
    require_final_once(shore, lane)


def test_the_deepest_re_organisation_before_finality_loses_nothing(shore: Shore) -> None:
    lane = sent(shore)
    shore.node.mine(FINAL_AFTER)
    assert go_on(lane).step is Step.MINED
    shore.node.ask("anvil_reorg", FINAL_AFTER, [])
    assert go_on(lane).step is Step.SENT
    require_final_once(shore, lane)


def test_a_transaction_that_a_node_dropped_is_sent_again_after_a_while(shore: Shore) -> None:
    lane = sent(shore)
    shore.node.ask("anvil_dropAllTransactions")
    go_on(lane)
    shore.node.mine()
    assert go_on(lane).step is Step.SENT
    shore.clock.move(seconds=31)
    go_on(lane)
    shore.node.mine()
    assert go_on(lane).step is Step.MINED
    require_final_once(shore, lane)


def test_a_final_anchor_is_never_asked_for_again(shore: Shore) -> None:
    lane = sent(shore)
    require_final_once(shore, lane)
    before = lane.find(LOG, SIZE)
    shore.node.ask("anvil_rollback", 60)  # what no chain may do: final stays what was seen as final
    assert lane.advance(LOG, SIZE) == before
