"""What the contract itself holds of a log, for the guard against starting from an old backup."""

from __future__ import annotations

from datetime import datetime

from chronology.anchors.evm.abi import AnchoredHead, head_call, read_event, read_head
from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.lane.nodes import Nodes
from chronology.anchors.evm.values import Address, BlockNumber
from chronology.types import LogId, RootHash, SeenHead

BLOCKS_OF_ONE_TIME = 16
"""Blocks that may share a time: chains that are quicker than a second stamp whole seconds."""


def heads_on_chain(nodes: Nodes, *, contract: Address, publisher: Address, log_id: LogId) -> tuple[SeenHead, ...]:
    """The head that each answering node's contract holds, with its root where the node still shows the event.

    Raises PeerUnavailable where all nodes are silent, Malformed where there is no contract.
    """

    def look(client: ChainClient) -> SeenHead | None:
        head = read_head(client.call(contract, head_call(publisher, log_id)))
        if not head.size:
            return None
        return SeenHead(f"chain {nodes.chain_id}", head.size, _root(client, contract, publisher, log_id, head))

    return tuple(seen for seen in nodes.each(look) if seen is not None)


def _root(
    client: ChainClient, contract: Address, publisher: Address, log_id: LogId, head: AnchoredHead
) -> RootHash | None:
    """The contract keeps no root, but the time of its block, and the event there has it."""
    highest = client.latest().number
    first = _first_block_at(client, head.time, highest)
    for number in range(first, min(first + BLOCKS_OF_ONE_TIME, highest + 1)):
        for log in client.events(contract, BlockNumber(number)):
            event = read_event(log)
            if event and (event.publisher, event.log_id, event.size) == (publisher, log_id, head.size):
                return event.root
    return None


def _first_block_at(client: ChainClient, time: datetime, highest: int) -> int:
    low, high = 0, highest
    while low < high:
        middle = (low + high) // 2
        block = client.block(BlockNumber(middle))
        low, high = (middle + 1, high) if block is not None and block.time < time else (low, middle)
    return low
