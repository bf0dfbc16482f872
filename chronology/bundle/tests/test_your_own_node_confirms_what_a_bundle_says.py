"""`--rpc` against a real node: anchored, not final, final, replaced, gone; each said as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from eth_account import Account

from chronology.anchors.conftest import need_node
from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.evidence import collect_evm_evidence
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import PAYER_KEY, TestNode, running
from chronology.anchors.evm.values import TxHash
from chronology.anchors.tests.ground import deploy
from chronology.bundle import Bundle
from chronology.bundle.tests.making import AT, LOG_KEY, PUBLIC_CHAIN, Tree, photo_leaf
from chronology.cli.tests.test_the_commands_answer_and_exit_as_promised import answered
from chronology.notes import log_id, read_checkpoint
from chronology.records import BlockPoint, beacon_leaf

LONG_AFTER = (datetime.now(UTC) + timedelta(days=2)).isoformat()
"""The node's clock runs ahead by a second a block."""


@pytest.fixture
def node() -> Iterator[TestNode]:
    """A node whose chain id is one that no development chain uses."""
    need_node()
    with running("--no-mining", "--chain-id", str(PUBLIC_CHAIN)) as found:
        yield found


@dataclass(frozen=True)
class Anchored:
    """A bundle whose beacon and whose anchor are blocks of the node."""

    path: Path
    node: TestNode

    def said(self) -> str:
        return answered("verify-bundle", self.path, "--rpc", self.node.url, "--at", LONG_AFTER)


@pytest.fixture
def anchored(node: TestNode, tmp_path: Path) -> Anchored:
    client, contract = RpcClient(node.url), deploy(node)
    block = client.finalized()
    beacon = BlockPoint(int(block.chain_id), int(block.number), block.hash, int(block.time.timestamp()))
    tree = Tree([beacon_leaf(beacon), photo_leaf()])
    note = tree.checkpoint()
    head = read_checkpoint(note)[0]
    tree_of = {"log_id": log_id(LOG_KEY.vkey), "size": head.size, "root": head.root}
    fields = {"type": 2, "chainId": PUBLIC_CHAIN, "nonce": 1, "to": bytes(contract), "value": 0, "gas": 100_000}
    fees = {"maxFeePerGas": 10**10, "maxPriorityFeePerGas": 10**9, "data": anchor_call(**tree_of)}
    signed = Account.from_key(PAYER_KEY).sign_transaction({**fields, **fees})
    node.ask("eth_sendRawTransaction", "0x" + bytes(signed.raw_transaction).hex())
    node.mine()
    evidence = collect_evm_evidence(client, TxHash(bytes(signed.hash)), **tree_of)
    bundle = Bundle((tree.record(1, 2, beacon=0),), LOG_KEY.vkey, note, AT, (tree.anchor("evm", evidence, note, 2),))
    path = tmp_path / "proof.zip"
    path.write_bytes(bundle.to_bytes())
    return Anchored(path, node)


def test_without_a_node_the_header_is_only_the_supplied_one(anchored: Anchored) -> None:
    said = answered("verify-bundle", anchored.path, "--at", LONG_AFTER)
    assert "[matches_supplied_header]" in said
    assert "[beacon_named]" in said
    assert "confirmed" not in said.replace("not confirmed", "")


def test_a_block_is_confirmed_once_the_node_calls_it_final(anchored: Anchored) -> None:
    before = anchored.said()
    assert "[header_not_final]" in before
    assert "[beacon_confirmed]" in before
    anchored.node.mine(70)
    said = anchored.said()
    assert "[header_confirmed]" in said
    assert "header confirmed by your own node" in said
    assert said.count("(a block that your own node has)") == 2


def test_a_block_that_was_replaced_shows_nothing_and_accuses_nobody(anchored: Anchored) -> None:
    anchored.node.ask("anvil_reorg", 1, [])
    said = anchored.said()
    assert "[header_contradicted]" in said
    assert "BROKEN" not in said
    assert "nothing that you trust shows by when" in said


def test_a_node_that_is_gone_is_only_unavailable(anchored: Anchored) -> None:
    url = anchored.node.url
    said = answered("verify-bundle", anchored.path, "--rpc", url.rpartition(":")[0] + ":9", "--at", LONG_AFTER)
    assert "[node_silent]" in said
    assert "BROKEN" not in said
