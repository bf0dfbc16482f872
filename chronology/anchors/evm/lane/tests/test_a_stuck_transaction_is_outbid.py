from __future__ import annotations

from eth_account import Account

from chronology.anchors.evm.lane import Entry, Lane, Step
from chronology.anchors.evm.lane.entries import Entries
from chronology.anchors.evm.lane.steps import Attempt
from chronology.anchors.evm.testnode import CHAIN_ID, FINAL_AFTER, PAYER_KEY
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.types import TreeSize

SIZE = TreeSize(7)
DEAR = hex(500 * 10**9)


def attempts(shore: Shore, entry: Entry | None) -> tuple[Attempt, ...]:
    assert entry is not None
    account = shore.wallet.address
    return Entries(shore.engine, chain_id=CHAIN_ID, account=account, contract=shore.contract).attempts(entry)


def stuck(shore: Shore) -> Lane:
    """Sent at a price that the chain then leaves behind."""
    lane = shore.lane()
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    shore.node.ask("anvil_setNextBlockBaseFeePerGas", DEAR)
    shore.node.mine()
    return lane


def test_both_prices_rise_by_an_eighth_at_least_and_the_nonce_stays(shore: Shore) -> None:
    lane = stuck(shore)
    shore.clock.move(seconds=121)
    old, new = attempts(shore, lane.advance(LOG, SIZE))
    assert new.nonce == old.nonce
    assert new.fees.max_fee * 8 >= old.fees.max_fee * 9
    assert new.fees.max_tip * 8 >= old.fees.max_tip * 9


def test_the_dearer_one_is_mined_and_ends_final(shore: Shore) -> None:
    lane = stuck(shore)
    shore.clock.move(seconds=121)
    entry = lane.advance(LOG, SIZE)
    newest = attempts(shore, entry)[-1]
    shore.node.mine(FINAL_AFTER + 1)
    lane.advance(LOG, SIZE)
    done = lane.advance(LOG, SIZE)
    assert (done.step, done.tx_hash) == (Step.FINAL, newest.tx_hash)


def test_the_older_hash_of_a_nonce_is_known_as_ours_when_it_is_mined_after_all(shore: Shore) -> None:
    lane = stuck(shore)
    shore.clock.move(seconds=121)
    old, _new = attempts(shore, lane.advance(LOG, SIZE))
    shore.node.ask("anvil_dropAllTransactions")
    shore.node.ask("anvil_setNextBlockBaseFeePerGas", hex(10**9))
    shore.node.mine()
    shore.client.send(old.raw)
    shore.node.ask("anvil_setNextBlockBaseFeePerGas", hex(10**9))
    shore.node.mine()
    entry = lane.advance(LOG, SIZE)
    assert (entry.step, entry.tx_hash) == (Step.MINED, old.tx_hash)


def test_a_chain_that_stands_still_is_not_outbid(shore: Shore) -> None:
    lane = shore.lane()
    lane.plan(checkpoint(7))
    lane.advance(LOG, SIZE)
    shore.clock.move(hours=3)
    entry = lane.advance(LOG, SIZE)
    assert entry.step is Step.SENT
    assert len(attempts(shore, entry)) == 1


def test_a_missing_earlier_transaction_gets_its_place_filled(shore: Shore) -> None:
    """Ours stands behind a stranger's from the same key that a re-organisation lost: it would wait for ever."""
    key, price = Account.from_key(PAYER_KEY), {"maxFeePerGas": 10**11, "maxPriorityFeePerGas": 10**10}
    call = {"type": 2, "chainId": CHAIN_ID, "to": key.address, "value": 1, "gas": 21_000, "nonce": 1, **price}
    shore.client.send(key.sign_transaction(call).raw_transaction)
    shore.node.mine()
    lane = shore.lane()
    lane.plan(checkpoint(7))
    assert attempts(shore, lane.advance(LOG, SIZE))[0].nonce == 2
    shore.node.ask("anvil_reorg", 1, [])
    shore.node.ask("anvil_dropAllTransactions")
    shore.clock.move(seconds=121)
    entry = lane.advance(LOG, SIZE)
    assert entry.step is Step.SENT
    assert attempts(shore, entry)[-1].nonce == 1
    shore.node.mine()
    assert lane.advance(LOG, SIZE).step is Step.MINED
