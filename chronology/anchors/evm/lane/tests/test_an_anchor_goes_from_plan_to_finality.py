from __future__ import annotations

from chronology.anchors.evm.abi import head_call, read_head
from chronology.anchors.evm.lane import Step
from chronology.anchors.evm.testnode import FINAL_AFTER
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.types import TreeSize

SIZE = TreeSize(7)


def test_an_anchor_is_final_only_once_the_finality_tag_covers_its_block(shore: Shore) -> None:
    lane = shore.lane()
    assert lane.plan(checkpoint(7)).step is Step.PLANNED
    assert lane.advance(LOG, SIZE).step is Step.SENT
    shore.node.mine()
    assert lane.advance(LOG, SIZE).step is Step.MINED
    shore.node.mine(FINAL_AFTER - 1)
    assert lane.advance(LOG, SIZE).step is Step.MINED
    shore.node.mine()
    entry = lane.advance(LOG, SIZE)
    assert entry.step is Step.FINAL
    assert shore.client.block(entry.block_number).hash == entry.block_hash
    assert shore.client.mined(entry.tx_hash).succeeded


def test_the_contract_then_holds_the_size(shore: Shore) -> None:
    lane = shore.lane()
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    shore.node.mine()
    head = read_head(shore.client.call(shore.contract, head_call(shore.wallet.address, LOG)))
    assert head.size == 7


def test_while_one_is_on_its_way_another_waits_for_its_turn(shore: Shore) -> None:
    lane = shore.lane()
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    assert lane.plan(checkpoint(9)) is None


def test_a_newer_checkpoint_goes_instead_of_one_that_was_not_signed(shore: Shore) -> None:
    lane = shore.lane()
    lane.plan(checkpoint(7))
    assert lane.plan(checkpoint(9)).step is Step.PLANNED
    assert lane.find(LOG, SIZE).step is Step.SUPERSEDED


def test_an_older_checkpoint_never_takes_the_place_of_a_newer_one(shore: Shore) -> None:
    lane = shore.lane()
    lane.plan(checkpoint(9))
    assert lane.plan(checkpoint(7)) is None


def test_planning_the_same_checkpoint_twice_changes_nothing(shore: Shore) -> None:
    lane = shore.lane()
    assert lane.plan(checkpoint(7)) == lane.plan(checkpoint(7))
