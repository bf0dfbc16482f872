"""A process that anchors on an embedded chain and is killed, and the search for what that broke."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import rlp
from eth_hash.auto import keccak

from chronology.anchors.evm.abi import read_event
from chronology.anchors.evm.contract.tests.people import NOON, Publisher
from chronology.anchors.evm.embedded import EmbeddedChain
from chronology.anchors.evm.embedded.blocks import BlockStore, Words
from chronology.anchors.evm.values import BlockNumber, TxHash
from chronology.errors import PeerUnavailable

MOST_BLOCKS = 500
"""Looked through after one kill: more than a process makes before it is killed."""

_countdown = 0


def _step() -> None:
    """One more write; the process dies by kill -9 when it is the one that was named."""
    global _countdown  # noqa: PLW0603 - the process lives for one trial
    _countdown -= 1
    if _countdown == 0:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingWords(Words):
    """Each write may be the last thing that the process does."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        _step()
        super().__setitem__(name, value)


class DyingStore(BlockStore):
    """The real store; also the moments just before and after the block's commit may be the last."""

    def words(self, connection: sqlite3.Connection) -> Words:
        return DyingWords(connection)

    @contextmanager
    def writing(self) -> Iterator[Words]:
        with super().writing() as words:
            yield words
            _step()
        _step()


class EachWriteAlone(DyingStore):
    """The planted fault: a block's words are committed one by one."""

    @contextmanager
    def writing(self) -> Iterator[Words]:
        with self._lock:
            yield self.words(self._connection)
        _step()


def anchor_until_killed(path: Path, store: type[BlockStore], first: int, last: int, die_at: int) -> None:
    """Anchor the sizes of this range, noting each one that was acknowledged; die at that write (0: never)."""
    global _countdown  # noqa: PLW0603
    _countdown = die_at
    chain = EmbeddedChain(path, clock=lambda: NOON, store=store)
    publisher = Publisher(chain)
    with path.with_suffix(".acknowledged").open("ab", buffering=0) as acknowledged:
        for size in range(first, last + 1):
            acknowledged.write(publisher.anchor(size).hash.hex().encode() + b"\n")


def damage(path: Path) -> list[str]:
    """What is wrong with a chain after a kill; empty where everything that was acknowledged is whole."""
    try:
        with closing(EmbeddedChain(path, clock=lambda: NOON)) as chain:
            return [*_lost(chain, path), *_torn(chain), *_stuck(chain)]
    except PeerUnavailable as error:
        return [f"the chain does not open: {error}"]


def _lost(chain: EmbeddedChain, path: Path) -> Iterator[str]:
    notes = path.with_suffix(".acknowledged")
    for line in notes.read_text().split() if notes.exists() else ():
        mined = chain.mined(TxHash(bytes.fromhex(line)))
        if mined is None or chain.block(mined.block_number) is None:
            yield f"acknowledged and lost: {line}"


def _torn(chain: EmbeddedChain) -> Iterator[str]:
    newest, parent, anchored = chain.latest(), None, 0
    for number in range(max(0, newest.number - MOST_BLOCKS), newest.number + 1):
        block = chain.block(BlockNumber(number))
        body = None if block is None else chain.body(block.hash)
        if block is None or body is None:
            yield f"block {number} is missing"
            return
        if parent is not None and rlp.decode(body.header)[0] != parent:
            yield f"block {number} does not follow the one before"
        if len(body.transactions) != len(body.receipts):
            yield f"block {number} has lost transactions"
        if any(chain.mined(TxHash(keccak(raw))) is None for raw in body.transactions):
            yield f"block {number} holds a transaction that the chain does not find"
        seen = [read_event(log) for log in chain.events(chain.contract, BlockNumber(number))]
        anchored = max([anchored, *(event.size for event in seen if event is not None)])
        parent = block.hash
    if Publisher(chain).head() != anchored:
        yield "the state is not that of the newest block"


def _stuck(chain: EmbeddedChain) -> Iterator[str]:
    publisher = Publisher(chain)
    if not publisher.anchor(publisher.head() + 1).succeeded:
        yield "the next anchor fails"
