"""When the block that a camera signed along with a capture was made: the one true "not before" of content.

A block hash inside the signature could not be known before the block was. When that was, only somebody with the headers
of that chain can say; until then the beacon is a claim, and is shown as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from provenance.attestation.types import Beacon, Binding, Evidence


class BlockTimes(Protocol):
    """Somebody who has headers: a node, or the anchored chain of an installation."""

    def time_of(self, chain: str, height: int, block_hash: str) -> datetime | None:
        """When the block of this chain, height and hash (hex) was made; None where it is not known or not final."""
        ...


def looked_up(evidence: Iterable[Evidence], times: BlockTimes) -> tuple[Evidence, ...]:
    """The evidence with the times of its beacons; one beacon that several attestations share is asked about once."""
    known: dict[Beacon, Beacon] = {}
    return tuple(_looked_up(one, times, known) for one in evidence)


def _looked_up(evidence: Evidence, times: BlockTimes, known: dict[Beacon, Beacon]) -> Evidence:
    beacon = evidence.beacon
    if beacon is None or evidence.binding is not Binding.BOUND:
        return evidence
    if beacon not in known:
        moment = times.time_of(beacon.chain, beacon.height, beacon.block_hash)
        known[beacon] = replace(beacon, not_before=moment)
    return replace(evidence, beacon=known[beacon])
