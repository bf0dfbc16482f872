from __future__ import annotations

import pytest

from chronology.anchors.evm.lane import Step
from chronology.anchors.evm.lane.entries import Entries
from chronology.anchors.evm.lane.tests.test_what_a_node_refuses_decides_nothing import spend_nonce
from chronology.anchors.evm.testnode import CHAIN_ID, FINAL_AFTER
from chronology.anchors.evm.values import Address, ChainId, Gas, Nonce, Transaction, Wei
from chronology.anchors.evm.wallet import KeyWallet
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.errors import Malformed
from chronology.types import TreeSize

GWEI = 10**9


def spent(shore: Shore, before: int) -> int:
    return before - shore.client.balance(shore.wallet.address)


def entries_of(shore: Shore) -> Entries:
    return Entries(shore.engine, chain_id=CHAIN_ID, account=shore.wallet.address, contract=shore.contract)


def test_a_fee_spike_waits_and_says_why(shore: Shore) -> None:
    shore.daily_limit = Wei(80_000 * 100 * GWEI)
    shore.node.ask("anvil_setNextBlockBaseFeePerGas", hex(500 * GWEI))
    shore.node.mine()
    lane = shore.lane()
    lane.plan(checkpoint(7))
    entry = lane.advance(LOG, TreeSize(7))
    assert entry.step is Step.PLANNED
    assert "daily limit" in entry.detail


def test_it_goes_on_when_the_chain_is_cheap_again(shore: Shore) -> None:
    test_a_fee_spike_waits_and_says_why(shore)
    shore.node.ask("anvil_setNextBlockBaseFeePerGas", hex(GWEI))
    shore.node.mine()
    assert shore.lane().advance(LOG, TreeSize(7)).step is Step.SENT


def test_a_busy_day_ends_at_the_limit_and_the_next_day_goes_on(shore: Shore) -> None:
    shore.daily_limit = Wei(80_000 * 5 * GWEI)
    before, size = shore.client.balance(shore.wallet.address), 0
    while size < 60:
        size += 1
        lane = shore.lane()
        lane.plan(checkpoint(size))
        if lane.advance(LOG, TreeSize(size)).step is Step.PLANNED:
            break
        shore.node.mine(FINAL_AFTER + 1)
        assert lane.advance(LOG, TreeSize(size)).step is Step.FINAL
    assert 1 < size < 60
    assert spent(shore, before) <= shore.daily_limit
    shore.clock.move(hours=25)
    assert shore.lane().advance(LOG, TreeSize(size)).step is Step.SENT


def test_what_was_signed_long_ago_counts_from_when_it_was_paid(shore: Shore) -> None:
    lane = shore.lane()
    lane.plan(checkpoint(7))
    lane.advance(LOG, TreeSize(7))
    shore.clock.move(hours=20)
    shore.node.mine(FINAL_AFTER + 1)
    lane.advance(LOG, TreeSize(7))
    shore.clock.move(hours=5)
    entries, nobody = entries_of(shore), Nonce(99)
    assert entries.spent(now=shore.clock(), without=nobody) == shore.client.mined(
        lane.find(LOG, TreeSize(7)).tx_hash
    ).gas_used * _price(shore)
    shore.clock.move(hours=20)
    assert entries.spent(now=shore.clock(), without=nobody) == 0


def _price(shore: Shore) -> int:
    return shore.client.mined(shore.lane().find(LOG, TreeSize(7)).tx_hash).gas_price


def test_what_was_signed_for_a_place_that_is_not_used_yet_counts_until_it_is(shore: Shore) -> None:
    """A re-organisation gave our first place back: what was signed for the next one lies in some node's pool."""
    lane = shore.lane()
    lane.plan(checkpoint(7))
    entries = entries_of(shore)
    first = entries.attempts(lane.advance(LOG, TreeSize(7)))[0]
    shore.node.ask("anvil_dropAllTransactions")
    spend_nonce(shore, first.nonce)
    shore.clock.move(seconds=31)
    lane.advance(LOG, TreeSize(7))
    second = entries.attempts(lane.advance(LOG, TreeSize(7)))[-1]
    assert second.nonce == first.nonce + 1
    shore.node.ask("anvil_reorg", 1, [])
    shore.node.ask("anvil_dropAllTransactions")
    shore.clock.move(seconds=31)
    lane.advance(LOG, TreeSize(7))
    shore.node.mine(FINAL_AFTER + 1)
    done = lane.advance(LOG, TreeSize(7))
    assert (done.step, done.tx_hash) == (Step.FINAL, first.tx_hash)
    shore.clock.move(hours=30)
    worst = second.gas * second.fees.max_fee
    assert entries.spent(now=shore.clock(), without=Nonce(99)) == worst
    lane.plan(checkpoint(8))
    lane.advance(LOG, TreeSize(8))
    shore.node.mine(FINAL_AFTER + 1)
    assert lane.advance(LOG, TreeSize(8)).step is Step.FINAL
    shore.clock.move(hours=30)
    assert entries.spent(now=shore.clock(), without=Nonce(99)) == 0


def test_outbidding_keeps_to_the_limit_too(shore: Shore) -> None:
    shore.daily_limit = Wei(80_000 * 20 * GWEI)
    before = shore.client.balance(shore.wallet.address)
    lane = shore.lane()
    lane.plan(checkpoint(7))
    lane.advance(LOG, TreeSize(7))
    for _ in range(30):
        shore.node.ask("anvil_setNextBlockBaseFeePerGas", hex(15 * GWEI))
        shore.node.ask("anvil_dropAllTransactions")
        shore.node.mine()
        shore.clock.move(seconds=130)
        lane.advance(LOG, TreeSize(7))
    shore.node.mine(FINAL_AFTER + 1)
    assert spent(shore, before) <= shore.daily_limit


def test_the_wallet_signs_calls_to_its_contract_only(shore: Shore) -> None:
    elsewhere = Transaction(ChainId(1), Nonce(0), Address(b"\x01" * 20), b"", Gas(1), Wei(1), Wei(1))
    with pytest.raises(Malformed, match="contract only"):
        shore.wallet.sign(elsewhere)


def test_a_wrong_key_is_refused_without_being_printed() -> None:
    with pytest.raises(Malformed) as refusal:
        KeyWallet(b"secret", only_to=Address(b"\x01" * 20))
    assert "secret" not in str(refusal.value)
    assert refusal.value.__cause__ is None
