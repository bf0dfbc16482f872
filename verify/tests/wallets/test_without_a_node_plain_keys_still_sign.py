"""Node down, absent or of another chain: keys are checked all the same, and wallets are said to be unavailable."""

from __future__ import annotations

from datetime import timedelta
from time import sleep
from typing import Any

import pytest

from chronology.anchors.evm.rpc.state import StateReader
from chronology.anchors.evm.rpc.tests.test_a_node_is_asked_and_never_believed import answering, hostile
from chronology.anchors.evm.testnode import running
from provenance.statements.eip1271 import check_signed
from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import Node, Tag
from provenance.statements.rechecking import check_again, check_first
from provenance.statements.types import Address, ChainId, Scheme, SignatureState
from verify import node_wiring
from verify.node_wiring import AgreeingNodes
from verify.tests.wallets.ground import DOMAIN, NOW, Chain, address_of, key, sign, statement

AUTHOR = key("author")
NOBODY_LISTENS = "http://127.0.0.1:9"
WALLET = Address(b"\x22" * 20)


def down() -> AgreeingNodes:
    return AgreeingNodes([StateReader(NOBODY_LISTENS)], DOMAIN.chain_id)


@pytest.mark.parametrize(("node", "code"), [(None, "signature.no_node"), (down(), "signature.node_silent")])
def test_keys_hold_and_wallets_are_unavailable(node: Node | None, code: str) -> None:
    plain = check_signed(sign(statement(), AUTHOR), node, NOW)
    assert (plain.state, plain.scheme) == (SignatureState.HOLDS, Scheme.EOA)
    wallet = check_signed(sign(statement(), AUTHOR, signer=WALLET), node, NOW)
    assert (wallet.state, wallet.code, wallet.block) == (SignatureState.UNAVAILABLE, code, None)


def test_a_recheck_without_a_node_changes_nothing(chain: Chain) -> None:
    signed = sign(statement(), AUTHOR, signer=chain.deploy(address_of(AUTHOR)))
    before = check_first(signed, chain.asked, NOW, arrived=NOW)
    for node in (None, down()):
        assert check_again(before, signed, node, NOW + timedelta(days=1)) == before


def test_what_nobody_could_be_asked_about_is_asked_later(chain: Chain) -> None:
    signed = sign(statement(), AUTHOR, signer=chain.deploy(address_of(AUTHOR)))
    unasked = check_first(signed, down(), NOW, arrived=NOW)
    assert check_again(unasked, signed, chain.asked, NOW).state is SignatureState.HOLDS


def test_a_node_of_another_chain_is_nobody(chain: Chain) -> None:
    elsewhere = AgreeingNodes([StateReader(chain.node.url)], ChainId(1))
    with pytest.raises(NodeUnavailable, match="follows chain 31337, not 1"):
        elsewhere.block(Tag.LATEST)


def test_a_second_node_counts_where_the_first_is_silent(chain: Chain) -> None:
    signed = sign(statement(), AUTHOR, signer=chain.deploy(address_of(AUTHOR)))
    both = AgreeingNodes([StateReader(NOBODY_LISTENS), StateReader(chain.node.url)], DOMAIN.chain_id)
    assert check_signed(signed, both, NOW).state is SignatureState.HOLDS


def test_nodes_that_differ_decide_nothing(chain: Chain) -> None:
    signed = sign(statement(), AUTHOR, signer=chain.deploy(address_of(AUTHOR)))
    with running() as other:
        other.mine(10)
        both = AgreeingNodes([StateReader(chain.node.url), StateReader(other.url)], DOMAIN.chain_id)
        found = check_signed(signed, both, NOW)
    assert (found.state, found.code) == (SignatureState.UNAVAILABLE, "signature.node_silent")


def test_a_slow_node_is_given_a_rest_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(asked: Any) -> Any:
        sleep(0.05)
        return answering(hex(DOMAIN.chain_id))(asked)

    monkeypatch.setattr(node_wiring, "SLOW_SECONDS", 0.04)
    with hostile(slowly) as server:
        slow = AgreeingNodes([StateReader(server.url)], DOMAIN.chain_id)
        for _ in range(5):
            with pytest.raises(NodeUnavailable):
                slow.block(Tag.LATEST)
        asked = len(server.asked)
        assert asked < 5
        monkeypatch.setattr(node_wiring, "REST_SECONDS", 0.0)
        slow._rests.clear()
        with pytest.raises(NodeUnavailable):
            slow.block(Tag.LATEST)
        assert len(server.asked) > asked
