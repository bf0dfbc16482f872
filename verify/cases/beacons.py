"""When the block was made that a camera signed along with its capture: asked of this installation's own nodes.

A block of a hash could not be known before it was there, so whatever was signed with it was signed later. Only blocks
that are final count, only for devices that a listed root vouches for, and a silent node leaves the claim a claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.conf import settings

from provenance.attestation.beacon import looked_up
from provenance.attestation.types import Binding, Evidence, RootTier
from provenance.captured import KIND
from provenance.captures import with_captures
from provenance.statements.errors import NodeUnavailable
from provenance.statements.node import Node, Tag
from provenance.types import Examination
from verify import wiring


@dataclass(frozen=True, slots=True)
class NodeTimes:
    """Block times of the one chain that this installation's nodes follow, named `eip155:` and its number (CAIP-2)."""

    node: Callable[[], Node | None]
    chain_id: int

    def time_of(self, chain: str, height: int, block_hash: str) -> datetime | None:
        """When that block was made; None where it is of another chain, not final, not there, or nobody answers."""
        if chain != f"eip155:{self.chain_id}":
            return None
        try:
            node = self.node()
            if node is None or height > node.block(Tag.FINAL).number:
                return None
            block = node.block(height)
        except NodeUnavailable:
            return None
        return block.time if bytes(block.hash).hex() == block_hash else None


def with_beacons_looked_up(examination: Examination) -> Examination:
    """The examination with the times of the blocks that its captures name; the same where they name none."""
    captures = tuple(map(partial(_told, times=_times()), examination.captures))
    if captures == examination.captures:
        return examination
    others = tuple(one for one in examination.report.findings if one.kind != KIND)
    report = with_captures(replace(examination.report, findings=others), captures, wiring.now())
    return replace(examination, report=report, captures=captures)


def _told(one: Evidence, times: NodeTimes) -> Evidence:
    asks = one.beacon is not None and one.binding is Binding.BOUND and one.root is not RootTier.NONE
    return looked_up((one,), times)[0] if asks else one


def _times() -> NodeTimes:
    return NodeTimes(_node, settings.STATEMENT_CHAIN_ID)


def _node() -> Node | None:
    from verify.node_wiring import node

    return node()
