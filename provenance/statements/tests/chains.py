"""A chain in memory on which one wallet changes owners: it makes blocks, takes them back, falls silent and forgets.

A real node is asked in the site's own tests; here thousands of histories are tried.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from provenance.statements.eip1271 import ACCEPTED, calldata
from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import BlockPoint, Tag
from provenance.statements.types import Address, ChainId

GENESIS = datetime(2026, 1, 1, tzinfo=UTC)
BLOCK = timedelta(seconds=12)
CHAIN = ChainId(1)
WALLET = Address(b"\x22" * 20)


@dataclass
class MemoryChain:
    """`owners[n]` is whose signature the wallet accepts after block n; hashes change where blocks are taken back."""

    owners: list[bytes] = field(default_factory=lambda: [b"first"])
    hashes: list[bytes] = field(default_factory=lambda: [(0).to_bytes(32)])
    final: int = 0
    silent: bool = False
    oldest_state: int = 0
    made: int = 1

    def mine(self, owner: bytes | None = None) -> None:
        """One more block, with another owner from it on if one is given."""
        self.owners.append(owner or self.owners[-1])
        self.hashes.append(self.made.to_bytes(32))
        self.made += 1

    def take_back(self, blocks: int) -> None:
        """A re-organisation: so many of the newest blocks are gone, never final ones."""
        keep = max(self.final + 1, len(self.owners) - blocks)
        del self.owners[keep:], self.hashes[keep:]

    def finalise(self, behind: int) -> None:
        self.final = max(self.final, len(self.owners) - 1 - behind)

    @property
    def now(self) -> datetime:
        return GENESIS + BLOCK * (len(self.owners) - 1)

    def block(self, which: Tag | int) -> BlockPoint:
        self._awake()
        tags = {Tag.LATEST: len(self.owners) - 1, Tag.FINAL: self.final}
        number = tags[which] if isinstance(which, Tag) else which
        if not 0 <= number < len(self.owners):
            raise NodeUnavailable("There is no such block.")
        return BlockPoint(CHAIN, number, self.hashes[number], GENESIS + BLOCK * number)

    def code(self, address: Address, block: BlockPoint) -> bytes:
        self._state(block)
        return b"\x60" if address == WALLET else b""

    def call(self, to: Address, data: bytes, block: BlockPoint) -> bytes:
        owner = self._state(block)
        digest, signature = data[4:36], data[100 : 100 + int.from_bytes(data[68:100])]
        assert data == calldata(digest, signature)
        return ACCEPTED if to == WALLET and signature == owner else bytes(32)

    def _state(self, block: BlockPoint) -> bytes:
        self._awake()
        on_chain = block.number < len(self.hashes) and self.hashes[block.number] == block.hash
        if not on_chain or block.number < self.oldest_state:
            raise NodeUnavailable("This state is gone.")
        return self.owners[block.number]

    def _awake(self) -> None:
        if self.silent:
            raise NodeUnavailable("Nobody answers.")
