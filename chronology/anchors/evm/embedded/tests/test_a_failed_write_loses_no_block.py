"""A full disk, a write that failed and was stored all the same, and many threads at once: never a torn chain."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.contract.tests.people import LOG, NOON, Publisher, new_chain, root
from chronology.anchors.evm.embedded import EmbeddedChain
from chronology.anchors.evm.embedded.blocks import BlockStore, Words
from chronology.anchors.evm.embedded.tests.dying import damage
from chronology.errors import PeerUnavailable
from chronology.types import TreeSize

CALL = anchor_call(LOG, TreeSize(5), root(5))


def pages(chain: EmbeddedChain, most: int) -> None:
    """Let the file have so many pages; at the present number it is a full disk, which SQLite tells the same way."""
    chain._store._connection.execute(f"PRAGMA max_page_count = {most}")


def test_a_full_disk_refuses_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    with closing(new_chain(tmp_path)) as chain:
        publisher = Publisher(chain)
        publisher.anchor(1)
        pages(chain, 1)
        acknowledged = [1]
        with pytest.raises(PeerUnavailable, match="full"):
            acknowledged.extend(size for size in range(2, 200) if publisher.anchor(size).succeeded)
        held = publisher.head()
        pages(chain, 2**30)
        assert held == acknowledged[-1], "every anchor that was acknowledged, and nothing of the one that was refused"
        assert publisher.anchor(1000).succeeded
    assert damage(tmp_path / "chain.sqlite3") == []


class TellsTooLate(BlockStore):
    """A write that is stored, whose caller is told that it failed."""

    armed = False

    @contextmanager
    def writing(self) -> Iterator[Words]:
        with self._told():
            with super().writing() as words:
                yield words
            if self.armed:
                raise sqlite3.OperationalError("the answer did not come in time")


class TellsTooEarly(BlockStore):
    """A write that failed before it was stored."""

    armed = False

    @contextmanager
    def writing(self) -> Iterator[Words]:
        with super().writing() as words:
            yield words
            if self.armed:
                raise sqlite3.OperationalError("disk I/O error")


@pytest.mark.parametrize(("store", "second"), [(TellsTooLate, Sending.KNOWN), (TellsTooEarly, Sending.ACCEPTED)])
def test_a_write_whose_end_is_unknown_may_be_sent_again(
    tmp_path: Path, store: type[TellsTooLate | TellsTooEarly], second: Sending
) -> None:
    with closing(EmbeddedChain(tmp_path / "chain.sqlite3", clock=lambda: NOON, store=store)) as chain:
        publisher = Publisher(chain)
        raw, tx = publisher.signed(CALL)
        store.armed = True
        with pytest.raises(PeerUnavailable):
            chain.send(raw)
        store.armed = False
        assert chain.send(raw) is second
        mined = chain.mined(tx)
        assert mined is not None
        assert (mined.succeeded, publisher.head()) == (True, 5)
    assert damage(tmp_path / "chain.sqlite3") == []


def test_threads_that_send_and_read_at_once_get_blocks_of_their_own(tmp_path: Path) -> None:
    with closing(new_chain(tmp_path)) as chain:
        publishers = [Publisher(chain, number) for number in range(7, 13)]

        def work(publisher: Publisher) -> list[int]:
            return [publisher.anchor(size).block_number for size in (1, 2, 3)]

        with ThreadPoolExecutor(len(publishers)) as threads:
            numbers = [number for found in threads.map(work, publishers) for number in found]
        assert len(set(numbers)) == len(numbers) == 18
        assert [publisher.head() for publisher in publishers] == [3] * 6
    assert damage(tmp_path / "chain.sqlite3") == []
