"""Asking the reader's own node about a block that a bundle or its log names."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from chronology.anchors.evm.values import BlockNumber
from chronology.bundle.questions import Node
from chronology.errors import PeerUnavailable


class Held(Enum):
    """What a node knows of one block."""

    NOT_ASKED = auto()
    """There is no node, or it follows another chain."""
    SILENT = auto()
    """It did not answer, or does not have that height."""
    OTHER = auto()
    """It has another block there, or the block at another time than was said."""
    SEEN = auto()
    """It has the block and does not call it final yet."""
    FINAL = auto()
    """It has the block and calls it final."""


def held_by(node: Node | None, chain_id: int, number: int, block_hash: bytes, said_at: datetime | None = None) -> Held:
    """What the node has at this height; a silent node is never an answer against the block.

    `said_at` is a time that somebody claims beside the hash; one out of the hashed header needs no comparing.
    """
    if node is None:
        return Held.NOT_ASKED
    try:
        if node.chain_id() != chain_id:
            return Held.NOT_ASKED
        block = node.block(BlockNumber(number))
        final = block is not None and node.finalized().number >= number
    except PeerUnavailable:
        return Held.SILENT
    if block is None:
        return Held.SILENT
    if block.hash != block_hash or said_at not in (None, block.time):
        return Held.OTHER
    return Held.FINAL if final else Held.SEEN
