from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chronology.anchors.evm.lane import Step
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import FINAL_AFTER, TestNode, running
from chronology.anchors.tests.ground import LOG, Shore, checkpoint, deploy
from chronology.types import TreeSize

SIZE = TreeSize(7)


@pytest.fixture
def other() -> Iterator[TestNode]:
    """A second node that calls itself the same chain and has the same contract, but a history of its own."""
    with running() as node:
        node.mine()  # two nodes that start in one second would otherwise make the very same blocks
        deploy(node)
        yield node


def sent_to_both(shore: Shore, other: TestNode) -> None:
    lane = shore.lane(shore.client, RpcClient(other.url))
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)


def test_one_transaction_in_two_different_blocks_is_not_final(shore: Shore, other: TestNode) -> None:
    sent_to_both(shore, other)
    for node in (shore.node, other):
        node.mine(2 * FINAL_AFTER)
    entry = shore.lane(shore.client, RpcClient(other.url)).advance(LOG, SIZE)
    assert entry.step is Step.MINED
    assert "do not agree" in entry.detail


def test_a_node_without_the_transaction_withholds_finality(shore: Shore, other: TestNode) -> None:
    sent_to_both(shore, other)
    shore.node.mine(2 * FINAL_AFTER)
    lane = shore.lane(shore.client, RpcClient(other.url))
    lane.advance(LOG, SIZE)
    assert lane.advance(LOG, SIZE).step is Step.MINED


class Balanced:
    """One address with two nodes behind it: one tells what is final, a stale one answers everything else."""

    def __init__(self, ahead: RpcClient, stale: RpcClient) -> None:
        self._stale, self.finalized = stale, ahead.finalized

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stale, name)


def test_a_stale_node_behind_the_address_of_another_is_not_final(shore: Shore, other: TestNode) -> None:
    """The block stands on a fork that the chain has left, below a finality tag of the chain itself."""
    balanced = Balanced(shore.client, RpcClient(other.url))
    lane = shore.lane(balanced)
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    other.mine()
    shore.node.mine(2 * FINAL_AFTER)
    assert lane.advance(LOG, SIZE).step is Step.MINED


def test_a_stale_node_that_is_as_high_is_not_final(shore: Shore, other: TestNode) -> None:
    lane = shore.lane(Balanced(shore.client, RpcClient(other.url)))
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    for node in (shore.node, other):
        node.mine(2 * FINAL_AFTER)
    assert lane.advance(LOG, SIZE).step is Step.MINED


def test_a_silent_node_withholds_nothing(shore: Shore) -> None:
    lane = shore.lane(shore.client, RpcClient("http://127.0.0.1:9"))
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    shore.node.mine(2 * FINAL_AFTER)
    assert lane.advance(LOG, SIZE).step is Step.FINAL


def test_nodes_that_agree_are_final(shore: Shore) -> None:
    lane = shore.lane(shore.client, shore.client)
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    shore.node.mine(2 * FINAL_AFTER)
    assert lane.advance(LOG, SIZE).step is Step.FINAL
