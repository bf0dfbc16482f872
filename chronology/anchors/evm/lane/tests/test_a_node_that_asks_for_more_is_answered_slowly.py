"""A real node, in front of which one answer is changed: the refusal that never goes away."""

from __future__ import annotations

from typing import Any

from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.lane import Entry, Lane, Step
from chronology.anchors.evm.lane.tests.test_a_stuck_transaction_is_outbid import attempts
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import CHAIN_ID, FINAL_AFTER, PAYER_KEY
from chronology.anchors.evm.values import Gas, Nonce, Transaction, Wei
from chronology.anchors.evm.wallet import KeyWallet
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.types import TreeSize

SIZE = TreeSize(7)
POLL_SECONDS = 5


class Greedy:
    """The node, but whatever is handed in is too cheap for it."""

    def __init__(self, client: RpcClient) -> None:
        self._client = client
        self.greedy = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def send(self, raw: Any) -> Sending:
        return Sending.UNDERPRICED if self.greedy else self._client.send(raw)


def polled(shore: Shore, lane: Lane, *, seconds: int, blocks: bool) -> Entry:
    for _ in range(seconds // POLL_SECONDS):
        shore.clock.move(seconds=POLL_SECONDS)
        if blocks:
            shore.node.mine()
        entry = lane.advance(LOG, SIZE)
    assert entry is not None
    return entry


def greedy_lane(shore: Shore) -> tuple[Greedy, Lane]:
    node = Greedy(shore.client)
    lane = shore.lane(node)
    lane.plan(checkpoint(7))
    assert lane.advance(LOG, SIZE).step is Step.SIGNED
    return node, lane


def test_it_is_offered_an_eighth_more_every_half_minute_and_not_at_every_poll(shore: Shore) -> None:
    node, lane = greedy_lane(shore)
    entry = polled(shore, lane, seconds=120, blocks=True)
    tips = [one.fees.max_tip for one in attempts(shore, entry)]
    assert len(tips) <= 5, "one signature, and one for each half minute"
    assert len(tips) > 2, "it goes on all the same"
    node.greedy = False
    assert lane.advance(LOG, SIZE).step is Step.SENT


def test_a_chain_that_stands_still_is_offered_nothing_more_and_the_reason_is_told(shore: Shore) -> None:
    _node, lane = greedy_lane(shore)
    entry = polled(shore, lane, seconds=600, blocks=False)
    assert len(attempts(shore, entry)) == 1
    assert "higher price" in entry.detail


def test_the_place_that_the_chain_waits_for_is_outbid_and_no_other(shore: Shore) -> None:
    """A stranger's transaction from our account took our place, was mined, and a re-organisation gave it back."""
    node = Greedy(shore.client)
    node.greedy = False
    lane = shore.lane(node)
    lane.plan(checkpoint(7))
    place = attempts(shore, lane.advance(LOG, SIZE))[0].nonce
    shore.node.ask("anvil_dropAllTransactions")
    _stranger(shore, place)
    shore.node.mine()
    shore.clock.move(seconds=31)
    lane.advance(LOG, SIZE)  # the place is taken
    lane.advance(LOG, SIZE)  # a new one is signed for the next place
    assert [one.nonce for one in attempts(shore, lane.find(LOG, SIZE))] == [place, place + 1]
    shore.node.mine()
    assert lane.advance(LOG, SIZE).step is Step.MINED
    shore.node.ask("anvil_reorg", 2, [])
    shore.node.ask("anvil_dropAllTransactions")
    node.greedy = True
    entry = polled(shore, lane, seconds=120, blocks=True)
    signed = attempts(shore, entry)
    assert [one.nonce for one in signed if one.nonce > place] == [place + 1], "what is not due is not outbid"
    assert [one.nonce for one in signed[2:]] == [place] * len(signed[2:])
    assert len(signed) > 3
    node.greedy = False
    lane.advance(LOG, SIZE)
    shore.node.mine(FINAL_AFTER + 1)
    lane.advance(LOG, SIZE)
    assert lane.advance(LOG, SIZE).step is Step.FINAL


def _stranger(shore: Shore, nonce: Nonce) -> None:
    """The same key in other hands: another checkpoint's call at that nonce, which the node sees first."""
    target, price = checkpoint(3), Wei(20 * 10**9)
    call = anchor_call(target.log_id, target.size, target.root)
    plan = Transaction(CHAIN_ID, nonce, shore.contract, call, Gas(80_000), price, price)
    shore.client.send(KeyWallet(PAYER_KEY, only_to=shore.contract).sign(plan).raw)
