from __future__ import annotations

import pytest
from eth_account import Account

from chronology.anchors.evm.lane import Lane, Nodes, Step
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import CHAIN_ID, FINAL_AFTER, PAYER_KEY
from chronology.anchors.evm.values import Address, ChainId
from chronology.anchors.tests.ground import LOG, Shore, checkpoint, new_store
from chronology.anchors.tests.weather import Killed, events
from chronology.errors import PeerUnavailable
from chronology.types import TreeSize

SIZE = TreeSize(7)


def ended_at(shore: Shore, point: str) -> None:
    """Run a lane until its process ends at that point."""

    def pause(passed: str) -> None:
        if passed == point:
            raise Killed

    lane = shore.lane(pause=pause)
    lane.plan(checkpoint(7))
    with pytest.raises(Killed):
        lane.advance(LOG, SIZE)


def finish(shore: Shore, lane: Lane) -> Step:
    for _ in range(6):
        lane.advance(LOG, SIZE)
        shore.node.mine(FINAL_AFTER // 2 + 1)
    entry = lane.advance(LOG, SIZE)
    assert entry is not None
    return entry.step


def spend_nonce(shore: Shore, nonce: int) -> None:
    """Somebody else uses our key."""
    key, price = Account.from_key(PAYER_KEY), {"maxFeePerGas": 10**11, "maxPriorityFeePerGas": 10**10}
    call = {"type": 2, "chainId": CHAIN_ID, "to": key.address, "value": 1, "gas": 21_000, "nonce": nonce, **price}
    shore.client.send(key.sign_transaction(call).raw_transaction)
    shore.node.mine()


def test_already_known_is_success(shore: Shore) -> None:
    ended_at(shore, "after sending")
    lane = shore.lane()
    assert lane.advance(LOG, SIZE).step is Step.SENT
    assert finish(shore, lane) is Step.FINAL


def test_nonce_too_low_finds_the_earlier_transaction_of_our_own(shore: Shore) -> None:
    ended_at(shore, "after sending")
    shore.node.mine()
    lane = shore.lane()
    assert lane.advance(LOG, SIZE).step is Step.MINED
    assert finish(shore, lane) is Step.FINAL
    assert [size for _, size in events(shore)] == [7]


def test_a_place_that_somebody_else_took_makes_a_new_transaction(shore: Shore) -> None:
    ended_at(shore, "before sending")
    spend_nonce(shore, 1)
    lane = shore.lane()
    lane.advance(LOG, SIZE)
    shore.clock.move(seconds=31)
    assert lane.advance(LOG, SIZE).step is Step.SENT
    assert finish(shore, lane) is Step.FINAL


def test_an_empty_wallet_waits_and_says_so_until_it_is_filled(shore: Shore) -> None:
    account = f"0x{shore.wallet.address.hex()}"
    shore.node.ask("anvil_setBalance", account, "0x0")
    lane = shore.lane()
    lane.plan(checkpoint(7))
    entry = lane.advance(LOG, SIZE)
    assert entry.step is Step.PLANNED
    assert "wallet is empty" in entry.detail
    shore.node.ask("anvil_setBalance", account, hex(10**20))
    shore.clock.move(seconds=31)
    assert finish(shore, lane) is Step.FINAL


def test_an_address_without_the_contract_is_told_and_not_called_final(shore: Shore) -> None:
    shore.contract = Address(b"\x42" * 20)
    lane = shore.lane()
    lane.plan(checkpoint(7))
    assert finish(shore, lane) is Step.FAILED
    assert "no anchoring contract" in lane.find(LOG, SIZE).detail


def test_another_contract_in_the_settings_does_not_wait_for_the_former_one(shore: Shore) -> None:
    right, shore.contract = shore.contract, Address(b"\x42" * 20)
    former = shore.lane()
    former.plan(checkpoint(7))
    assert former.advance(LOG, SIZE).step is Step.SENT
    shore.contract = right
    lane = shore.lane()
    lane.plan(checkpoint(7))
    assert finish(shore, lane) is Step.FINAL


def test_a_size_that_the_contract_holds_already_is_recognised(
    shore: Shore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The store is older than the chain: the same checkpoint goes once more and the contract refuses it."""
    lane = shore.lane()
    lane.plan(checkpoint(7))
    assert finish(shore, lane) is Step.FINAL
    shore.engine.dispose()
    shore.engine = new_store(tmp_path_factory.mktemp("restored"))
    lane = shore.lane()
    lane.plan(checkpoint(7))
    assert finish(shore, lane) is Step.SUPERSEDED
    assert [size for _, size in events(shore)] == [7]


def test_a_node_of_another_chain_is_not_used(shore: Shore) -> None:
    nodes = Nodes([shore.client], chain_id=ChainId(137))
    with pytest.raises(PeerUnavailable, match="follows chain 31337"):
        nodes.nonce(shore.wallet.address)


def test_a_node_that_is_gone_leaves_the_plan_as_it_is(shore: Shore) -> None:
    lane = shore.lane(RpcClient("http://127.0.0.1:9"))
    lane.plan(checkpoint(7))
    with pytest.raises(PeerUnavailable):
        lane.advance(LOG, SIZE)
    assert lane.find(LOG, SIZE).step is Step.PLANNED
    assert finish(shore, shore.lane()) is Step.FINAL
