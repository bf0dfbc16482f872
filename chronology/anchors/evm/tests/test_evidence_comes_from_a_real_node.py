"""Blocks of a node that others wrote: our trees have its roots, and its anchors check offline."""

from __future__ import annotations

from dataclasses import replace

import pytest
from eth_account import Account
from eth_hash.auto import keccak

from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.block_header import read_header
from chronology.anchors.evm.check import check_evm_evidence
from chronology.anchors.evm.evidence import collect_evm_evidence
from chronology.anchors.evm.header_node import HeaderNode
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import CHAIN_ID, FINAL_AFTER, PAYER_KEY, TestNode
from chronology.anchors.evm.trie_proofs import prove_item, proven_item, root_of_items
from chronology.anchors.evm.values import BlockBody, BlockHash, BlockNumber, TxHash
from chronology.anchors.tests.ground import deploy
from chronology.errors import PeerUnavailable, ProofBroken
from chronology.types import LogId, RootHash, TreeSize

ACCOUNT = Account.from_key(PAYER_KEY)
LOG, SIZE, ROOT = LogId(b"\x31" * 32), TreeSize(4096), RootHash(b"\x32" * 32)
KINDS = {
    "legacy": {"gasPrice": 10**10},
    "access list": {"type": 1, "gasPrice": 10**10, "accessList": [{"address": "0x" + "11" * 20, "storageKeys": []}]},
    "fee market": {"type": 2, "maxFeePerGas": 10**10, "maxPriorityFeePerGas": 10**9},
}


def send(node: TestNode, nonce: int, to: bytes, data: bytes, kind: str = "fee market") -> TxHash:
    fields = {"chainId": CHAIN_ID, "nonce": nonce, "to": to, "value": 0, "data": data, "gas": 100_000}
    signed = ACCOUNT.sign_transaction({**fields, **KINDS[kind]})
    node.ask("eth_sendRawTransaction", "0x" + bytes(signed.raw_transaction).hex())
    return TxHash(bytes(signed.hash))


@pytest.fixture
def crowded(anvil: TestNode) -> tuple[RpcClient, TxHash]:
    """One block in which our anchor stands among 150 other calls of three kinds."""
    contract, client = deploy(anvil), RpcClient(anvil.url)
    hashes = []
    for number in range(151):
        ours = number == 140
        kind = [*KINDS][number % 3] if not ours else "fee market"
        data = anchor_call(LOG, SIZE, ROOT) if ours else bytes([number])
        to = bytes(contract) if ours else bytes(20)
        hashes.append(send(anvil, number + 1, to, data, kind))
    anvil.mine()
    return client, hashes[140]


def body_of(client: RpcClient, tx: TxHash) -> BlockBody:
    mined = client.mined(tx)
    assert mined is not None
    body = client.body(mined.block_hash)
    assert body is not None
    return body


def test_an_anchor_among_many_checks_offline(crowded: tuple[RpcClient, TxHash]) -> None:
    client, tx = crowded
    evidence = collect_evm_evidence(client, tx, log_id=LOG, size=SIZE, root=ROOT)
    answer = check_evm_evidence(evidence, log_id=LOG, size=SIZE, root=ROOT)
    block = client.block(answer.block_number)
    assert block is not None
    assert (answer.block_hash, answer.block_time, answer.chain_id) == (block.hash, block.time, CHAIN_ID)
    assert (answer.transaction, answer.publisher.hex()) == (tx, ACCOUNT.address[2:].lower())
    assert answer.development
    with pytest.raises(ProofBroken):
        check_evm_evidence(evidence, log_id=LOG, size=TreeSize(SIZE + 1), root=ROOT)


def test_our_trees_have_the_roots_of_its_blocks(crowded: tuple[RpcClient, TxHash]) -> None:
    body = body_of(*crowded)
    header = read_header(body.header)
    assert len(body.transactions) == 151
    assert root_of_items(body.transactions) == header.transactions_root
    assert root_of_items(body.receipts) == header.receipts_root
    for place in (0, 1, 127, 128, 150):
        shown = proven_item(header.transactions_root, place, prove_item(body.transactions, place))
        assert shown == body.transactions[place]


class ListsOneMore(RpcClient):
    """As nodes of some networks do: a last transaction and receipt that the header does not cover."""

    def body(self, block_hash: BlockHash) -> BlockBody | None:
        body = super().body(block_hash)
        assert body is not None
        return replace(body, transactions=(*body.transactions, b"\x7f"), receipts=(*body.receipts, b"\x7f"))


def test_an_item_that_the_header_does_not_cover_is_left_out(anvil: TestNode, crowded: tuple[RpcClient, TxHash]) -> None:
    evidence = collect_evm_evidence(ListsOneMore(anvil.url), crowded[1], log_id=LOG, size=SIZE, root=ROOT)
    assert check_evm_evidence(evidence, log_id=LOG, size=SIZE, root=ROOT).transaction == crowded[1]


def test_the_readers_own_node_says_whether_the_header_is_on_its_chain(
    anvil: TestNode, crowded: tuple[RpcClient, TxHash]
) -> None:
    evidence = collect_evm_evidence(crowded[0], crowded[1], log_id=LOG, size=SIZE, root=ROOT)
    answer = check_evm_evidence(evidence, log_id=LOG, size=SIZE, root=ROOT)
    node = HeaderNode(anvil.url)
    block = node.block(answer.block_number)
    assert block is not None
    assert (block.hash, block.time, node.chain_id()) == (answer.block_hash, answer.block_time, CHAIN_ID)
    assert node.finalized().number < answer.block_number
    anvil.mine(FINAL_AFTER)
    assert node.finalized().number >= answer.block_number
    assert node.block(BlockNumber(10**6)) is None


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"error": {"code": 1, "message": "no"}}',
        b'{"result": 5}',
        b'{"result": {"hash": "0x11", "number": "0x1", "timestamp": "0x1"}}',
        b'{"result": "0x' + b"f" * 500 + b'"}',
        b"[" * 200_000,
    ],
)
def test_a_node_that_speaks_nonsense_is_unavailable(said: bytes) -> None:
    node = HeaderNode("http://node.example", ask=lambda url, body: said)
    with pytest.raises(PeerUnavailable):
        node.chain_id()
    with pytest.raises(PeerUnavailable):
        node.block(BlockNumber(1))


def test_a_node_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(PeerUnavailable, match=r"127\.0\.0\.1"):
        HeaderNode("http://127.0.0.1:1").chain_id()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://node", "node:8545", "http://"])
def test_only_addresses_of_nodes_are_asked(url: str) -> None:
    with pytest.raises(PeerUnavailable, match="http"):
        HeaderNode(url)


def test_the_hash_of_a_header_is_that_of_its_bytes(crowded: tuple[RpcClient, TxHash]) -> None:
    body = body_of(*crowded)
    mined = crowded[0].mined(crowded[1])
    assert mined is not None
    assert keccak(body.header) == mined.block_hash
