"""The nodes that workers ask about contract wallets: only for reading, all of them together, built from the settings.

No web process imports this at work: it has no network. Jobs import it when they run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from django.conf import settings

from chronology.anchors.evm.rpc.state import StateReader
from chronology.anchors.evm.values import Address as AnyAddress
from chronology.anchors.evm.values import BlockHash, BlockRef
from chronology.errors import PeerUnavailable
from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import BlockPoint, Node, Tag
from provenance.statements.types import Address, ChainId

Answer = TypeVar("Answer")

SLOW_SECONDS = 5.0
"""An honest node answers within a second; finding a block by its time takes dozens of answers, and people wait."""
REST_SECONDS = 60.0
"""How long a slow node counts as silent, so that one question a minute is all that it can hold up."""


@cache
def node() -> Node | None:
    """The nodes of the chain that wallets sign for; None where the operator set none up. Nothing is asked yet."""
    readers = [StateReader(url) for url in settings.STATEMENT_RPC_URLS]
    return AgreeingNodes(readers, ChainId(settings.STATEMENT_CHAIN_ID)) if readers else None


class AgreeingNodes:
    """Nodes of one chain; who is silent or on another chain does not count, and who answers must agree."""

    def __init__(self, readers: Sequence[StateReader], chain_id: ChainId) -> None:
        self._readers, self._chain_id = tuple(readers), chain_id
        self._right_chain: set[int] = set()
        self._rests: dict[int, float] = {}

    def block(self, which: Tag | int) -> BlockPoint:
        """The block of this tag that all have, or at this height."""
        found = min(self._each(lambda reader: _block(reader, which)), key=lambda one: one.number)
        if isinstance(which, Tag) and len(self._readers) > 1:
            found = self._same(lambda reader: reader.block_numbered(found.number))
        return BlockPoint(self._chain_id, found.number, found.hash, found.time)

    def code(self, address: Address, block: BlockPoint) -> bytes:
        """The code of an account after a block."""
        return self._same(lambda reader: reader.code(AnyAddress(address), BlockHash(block.hash)))

    def call(self, to: Address, data: bytes, block: BlockPoint) -> bytes:
        """The answer of a contract after a block."""
        return self._same(lambda reader: reader.call_at(AnyAddress(to), data, BlockHash(block.hash)))

    def _same(self, ask: Callable[[StateReader], Answer]) -> Answer:
        answers = self._each(ask)
        if any(one != answers[0] for one in answers):
            raise NodeUnavailable("The nodes of this installation do not agree about the chain now.")
        return answers[0]

    def _each(self, ask: Callable[[StateReader], Answer]) -> list[Answer]:
        answers, silence = [], "The nodes of this installation are given a rest."
        for place, reader in enumerate(self._readers):
            if time.monotonic() < self._rests.get(place, 0.0):
                continue
            begun = time.monotonic()
            try:
                self._look_at_chain(place, reader)
                answers.append(ask(reader))
            except PeerUnavailable as problem:
                self._right_chain.discard(place)  # it may come back as another node
                silence = str(problem)
            if time.monotonic() - begun > SLOW_SECONDS:
                self._rests[place] = time.monotonic() + REST_SECONDS
        if not answers:
            raise NodeUnavailable(silence)
        return answers

    def _look_at_chain(self, place: int, reader: StateReader) -> None:
        if place in self._right_chain:
            return
        found = reader.chain_id()
        if int(found) != int(self._chain_id):
            raise PeerUnavailable(f"The node {reader.name} follows chain {found}, not {self._chain_id}.")
        self._right_chain.add(place)


def _block(reader: StateReader, which: Tag | int) -> BlockRef:
    if isinstance(which, Tag):
        return reader.finalized() if which is Tag.FINAL else reader.latest()
    return reader.block_numbered(which)
