"""Where our transactions stand on the chain, as each node sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.lane.nodes import Nodes
from chronology.anchors.evm.values import BlockRef, Mined, TxHash


@dataclass(frozen=True, slots=True)
class Sight:
    """One node's view: our transaction, its block's time, and whether the finality tag covers that block."""

    mined: Mined
    block_time: datetime
    finalized: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """All views together: `sight` is one of them, None where no node has any of our transactions in a block.

    `final` only where every node that answered has it in one and the same block, below its finality tag.
    """

    sight: Sight | None
    final: bool
    disagree: bool


def locate(nodes: Nodes, hashes: Sequence[TxHash]) -> Whereabouts:
    """Look for any of these transactions on every node; raises PeerUnavailable where all are silent."""
    sights = nodes.each(lambda client: _sight(client, hashes))
    found = [sight for sight in sights if sight is not None]
    if not found:
        return Whereabouts(None, final=False, disagree=False)
    places = {(sight.mined.hash, sight.mined.block_hash) for sight in found}
    disagree = len(places) > 1 or len(found) < len(sights)
    final = not disagree and all(sight.finalized for sight in found)
    return Whereabouts(_best(found), final=final, disagree=disagree)


def _sight(client: ChainClient, hashes: Sequence[TxHash]) -> Sight | None:
    # The finality tag is read first: the receipt that is read after it cannot be older than the tag's block.
    finalized = client.finalized()
    receipts = [receipt for receipt in (client.mined(one) for one in hashes) if receipt is not None]
    if not receipts:
        return None
    mined = max(receipts, key=lambda receipt: receipt.succeeded)
    block = client.block(mined.block_number)
    if block is None or block.hash != mined.block_hash:
        return None  # the node is changing its mind just now
    return Sight(mined, block.time, finalized.number >= mined.block_number and _one_chain(client, finalized, block))


def _one_chain(client: ChainClient, finalized: BlockRef, block: BlockRef) -> bool:
    """Whether who shows our block also shows the final one: several nodes may answer at one address, some stale."""
    return all(client.block(one.number) == one for one in (finalized, block))


def _best(sights: Sequence[Sight]) -> Sight:
    return max(sights, key=lambda sight: (sight.mined.succeeded, not sight.finalized))
