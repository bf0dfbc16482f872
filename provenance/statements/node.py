"""What a check of a contract wallet's signature needs of a chain: one node, or several that agree, asked for reading.

Every question names one block by its hash, so that the answer can be asked for again and is about one state of the
chain (EIP-1898).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from provenance.statements.types import Address, ChainId


class Tag(StrEnum):
    """Blocks that go by a word: the newest one, and the newest one that the chain never takes back."""

    LATEST = "latest"
    FINAL = "finalized"


@dataclass(frozen=True, slots=True)
class BlockPoint:
    """One block; `hash` is 32 bytes, `time` its header's, in UTC: the word of whoever made the block."""

    chain_id: ChainId
    number: int
    hash: bytes
    time: datetime


class Node(Protocol):
    """Every method raises NodeUnavailable where no node answers, where nodes differ, or where the state is gone."""

    def block(self, which: Tag | int) -> BlockPoint:
        """The block of this tag, or at exactly this height of the chain as it is now."""

    def code(self, address: Address, block: BlockPoint) -> bytes:
        """The code at an address in the state after this block; empty where there is none."""

    def call(self, to: Address, data: bytes, block: BlockPoint) -> bytes:
        """What a call returns in that state; empty where the contract reverts."""
