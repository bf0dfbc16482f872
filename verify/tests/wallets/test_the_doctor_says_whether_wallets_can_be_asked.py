from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chronology.anchors.evm.testnode import CHAIN_ID
from verify import node_wiring
from verify.diagnosis import Part
from verify.diagnosis.chronology import wallets
from verify.tests.wallets.ground import Chain


@pytest.fixture(autouse=True)
def _forget_the_node() -> Iterator[None]:
    node_wiring.node.cache_clear()
    yield
    node_wiring.node.cache_clear()


def told(settings: Any, *urls: str, chain: int = CHAIN_ID) -> Part:
    settings.STATEMENT_RPC_URLS, settings.STATEMENT_CHAIN_ID = list(urls), chain
    node_wiring.node.cache_clear()
    (part,) = wallets()
    return part


def test_without_nodes_it_says_what_is_missing_and_what_is_not(settings: Any) -> None:
    part = told(settings)
    assert not part.there
    assert not part.needed
    assert "STATEMENT_RPC_URLS" in part.todo
    assert "need no node" in part.words


def test_a_silent_node_and_one_of_another_chain_are_named(settings: Any, chain: Chain) -> None:
    assert "does not answer" in told(settings, "http://127.0.0.1:9").words
    assert "follows chain 31337, not 1" in told(settings, chain.node.url, chain=1).words


def test_a_node_that_answers_is_told_with_its_block(settings: Any, chain: Chain) -> None:
    assert told(settings, chain.node.url) == Part("wallets", True, "chain 31337, block 3")
