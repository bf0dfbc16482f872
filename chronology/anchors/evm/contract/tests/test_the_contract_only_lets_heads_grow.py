"""The contract refuses a size that does not grow, keeps publishers and logs apart, and stays cheap."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from chronology.anchors.evm.abi import AnchoredEvent, anchor_call, head_call, read_event, read_head
from chronology.anchors.evm.contract.tests.people import LOG, OTHER_LOG, Publisher, new_chain, root
from chronology.anchors.evm.embedded import EmbeddedChain
from chronology.types import TreeSize

STEADY_GAS = 30_000


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[EmbeddedChain]:
    with closing(new_chain(tmp_path)) as made:
        yield made


@pytest.fixture
def publisher(chain: EmbeddedChain) -> Publisher:
    return Publisher(chain)


def test_nothing_is_anchored_at_first(publisher: Publisher) -> None:
    assert publisher.head() == 0


def test_an_anchor_is_an_event_and_a_head_with_the_time_of_its_block(publisher: Publisher) -> None:
    mined = publisher.anchor(5)
    assert [read_event(log) for log in mined.logs] == [
        AnchoredEvent(publisher.chain.contract, publisher.address, LOG, TreeSize(5), root(5))
    ]
    head = read_head(publisher.chain.call(publisher.chain.contract, head_call(publisher.address, LOG)))
    block = publisher.chain.block(mined.block_number)
    assert block is not None
    assert (head.size, head.time) == (5, block.time)


@pytest.mark.parametrize("size", [0, 1, 4, 5])
def test_a_size_that_does_not_grow_is_refused(publisher: Publisher, size: int) -> None:
    publisher.anchor(5)
    refused = publisher.anchor(size)
    assert (refused.succeeded, refused.logs, publisher.head()) == (False, (), 5)


def test_the_first_size_must_be_more_than_nothing(publisher: Publisher) -> None:
    assert not publisher.anchor(0).succeeded


def test_the_largest_size_fits_and_the_next_is_refused(publisher: Publisher) -> None:
    assert publisher.anchor(2**64 - 1).succeeded
    assert publisher.head() == 2**64 - 1
    too_large = anchor_call(LOG, TreeSize(1), root(1))
    raw, tx = publisher.signed(too_large[:36] + (2**64).to_bytes(32, "big") + too_large[68:])
    publisher.chain.send(raw)
    mined = publisher.chain.mined(tx)
    assert mined is not None
    assert not mined.succeeded


def test_publishers_and_logs_do_not_meet(chain: EmbeddedChain, publisher: Publisher) -> None:
    other = Publisher(chain, 8)
    publisher.anchor(9)
    assert other.anchor(3).succeeded
    assert publisher.anchor(2, OTHER_LOG).succeeded
    assert (publisher.head(), other.head(), publisher.head(OTHER_LOG), other.head(OTHER_LOG)) == (9, 3, 2, 0)


def test_a_steady_call_stays_under_its_price_at_the_dearest_size(publisher: Publisher) -> None:
    publisher.anchor(0x7FFFFFFFFFFFFFFE)
    assert publisher.anchor(0x7FFFFFFFFFFFFFFF).gas_used <= STEADY_GAS


def test_it_takes_no_coins_and_knows_no_other_word(publisher: Publisher) -> None:
    for data, value in ((anchor_call(LOG, TreeSize(1), root(1)), 1), (b"\x00\x00\x00\x00", 0), (b"", 0)):
        raw, tx = publisher.signed(data, value=value)
        publisher.chain.send(raw)
        mined = publisher.chain.mined(tx)
        assert mined is not None
        assert not mined.succeeded
