from __future__ import annotations

from typing import Any

import pytest
from eth_account import Account
from eth_hash.auto import keccak

from chronology.anchors.evm.block_header import read_header
from chronology.anchors.evm.rpc.encoding import encode_header, encode_transaction
from chronology.anchors.evm.testnode import CHAIN_ID, PAYER_KEY
from chronology.anchors.evm.trie_proofs import root_of_items
from chronology.anchors.evm.values import BlockHash
from chronology.anchors.tests.ground import Shore

PAYER: Any = Account.from_key(PAYER_KEY)
CALL = {"chainId": CHAIN_ID, "to": "0x" + "01" * 20, "value": 5, "gas": 60_000, "data": b"words"}
PRICES = {"maxFeePerGas": 10**11, "maxPriorityFeePerGas": 10**9}
ACCESS = [{"address": "0x" + "02" * 20, "storageKeys": ["0x" + "03" * 32]}]
KINDS = {
    "legacy": {**CALL, "gasPrice": 10**11},
    "2930": {**CALL, "gasPrice": 10**11, "type": 1, "accessList": ACCESS},
    "1559": {**CALL, **PRICES, "type": 2, "accessList": ACCESS},
}


def mined_block(shore: Shore, *transactions: dict[str, Any]) -> Any:
    for nonce, transaction in enumerate(transactions, start=1):
        shore.client.send(PAYER.sign_transaction({**transaction, "nonce": nonce}).raw_transaction)
    shore.node.mine()
    return shore.node.ask("eth_getBlockByNumber", "latest", True)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_transaction_hashes_to_its_hash(shore: Shore, kind: str) -> None:
    (transaction,) = mined_block(shore, KINDS[kind])["transactions"]
    assert f"0x{keccak(encode_transaction(transaction)).hex()}" == transaction["hash"]


def test_a_delegating_transaction_hashes_to_its_hash(shore: Shore) -> None:
    allowed = PAYER.sign_authorization({"chainId": CHAIN_ID, "address": "0x" + "04" * 20, "nonce": 2})
    (transaction,) = mined_block(shore, {**CALL, **PRICES, "type": 4, "gas": 200_000, "authorizationList": [allowed]})[
        "transactions"
    ]
    assert f"0x{keccak(encode_transaction(transaction)).hex()}" == transaction["hash"]


def test_a_whole_block_leads_to_the_roots_in_its_header(shore: Shore) -> None:
    block = mined_block(shore, *KINDS.values())
    body = shore.client.body(BlockHash(bytes.fromhex(block["hash"][2:])))
    header = read_header(body.header)
    assert f"0x{keccak(body.header).hex()}" == block["hash"]
    assert root_of_items(body.transactions) == header.transactions_root
    assert root_of_items(body.receipts) == header.receipts_root
    assert len(body.receipts) == len(KINDS)


def test_an_empty_block_too(shore: Shore) -> None:
    block = mined_block(shore)
    body = shore.client.body(BlockHash(bytes.fromhex(block["hash"][2:])))
    assert (body.transactions, body.receipts) == ((), ())


def test_a_header_ends_where_the_node_names_no_further_field(shore: Shore) -> None:
    block = mined_block(shore)
    shorter = {name: value for name, value in block.items() if name not in {"requestsHash", "parentBeaconBlockRoot"}}
    assert len(encode_header(shorter)) == len(encode_header(block)) - 2 * 33
