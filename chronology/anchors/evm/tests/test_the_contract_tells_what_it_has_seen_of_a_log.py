from __future__ import annotations

import pytest

from chronology.anchors.evm.abi import ANCHOR_SIGNATURE, EVENT_SIGNATURE, HEAD_SIGNATURE
from chronology.anchors.evm.contract.artefact import load_artefact
from chronology.anchors.evm.lane import Nodes
from chronology.anchors.evm.seen import heads_on_chain
from chronology.anchors.evm.testnode import CHAIN_ID
from chronology.anchors.evm.values import Address
from chronology.anchors.tests.ground import LOG, Shore, checkpoint
from chronology.errors import Malformed
from chronology.types import LogId, SeenHead, TreeSize


def heads(shore: Shore, log_id: LogId = LOG) -> tuple[SeenHead, ...]:
    nodes = Nodes([shore.client], chain_id=CHAIN_ID)
    return heads_on_chain(nodes, contract=shore.contract, publisher=shore.wallet.address, log_id=log_id)


def test_the_newest_anchored_size_comes_with_its_root(shore: Shore) -> None:
    lane = shore.lane()
    for size in (3, 8):
        lane.plan(checkpoint(size))
        lane.advance(LOG, TreeSize(size))
        shore.node.mine(70)
        lane.advance(LOG, TreeSize(size))
        lane.advance(LOG, TreeSize(size))
    shore.node.mine(30)
    assert heads(shore) == (SeenHead("chain 31337", TreeSize(8), checkpoint(8).root),)


def test_of_a_log_that_was_never_anchored_nothing_was_seen(shore: Shore) -> None:
    assert heads(shore, LogId(b"\x09" * 32)) == ()


def test_an_address_without_the_contract_is_told_and_not_taken_for_an_empty_log(shore: Shore) -> None:
    shore.contract = Address(b"\x07" * 20)
    with pytest.raises(Malformed, match="EVM_CONTRACT"):
        heads(shore)


def test_our_encodings_are_those_of_the_compiled_contract() -> None:
    def signature(item: dict[str, object]) -> str:
        inputs = item["inputs"]
        assert isinstance(inputs, list)
        return f"{item['name']}({','.join(one['type'] for one in inputs)})"

    found = {signature(item) for item in load_artefact().abi if item.get("name")}
    assert found == {ANCHOR_SIGNATURE, HEAD_SIGNATURE, EVENT_SIGNATURE}
