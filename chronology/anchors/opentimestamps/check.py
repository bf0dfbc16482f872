"""Check an OpenTimestamps proof, offline. Source: the format as python-opentimestamps reads it.

Without a Bitcoin header nothing more can be said than which block the proof names; with one, that it "matches the
supplied header". Whether that header is on the chain is for the reader's own node to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from chronology.anchors.opentimestamps.proof import NamedBlock, OtsProof
from chronology.errors import Malformed, ProofBroken

HEADER_BYTES: Final = 80
"""A Bitcoin block header; its Merkle root stands at 36 to 68 and its time, 32-bit little-endian, at 68 to 72."""


class OtsState(StrEnum):
    """How far the proof leads."""

    PENDING = "pending"
    """Calendars promised to go on; no block is named yet."""
    NAMES_BLOCK = "names_block"
    """A Bitcoin block is named, and nobody supplied its header."""
    MATCHES_HEADER = "matches_header"
    """It leads to the Merkle root of the supplied header."""
    UNKNOWN = "unknown"
    """It leads only to attestations of kinds that are not known here, which says nothing for or against it."""


@dataclass(frozen=True, slots=True)
class OtsAnswer:
    """What the proof says about the bytes; `height`, `block_hash` (as explorers write it) and `at` as far as known."""

    state: OtsState
    calendars: tuple[str, ...]
    height: int | None = None
    block_hash: str | None = None
    at: datetime | None = None


def check_ots(evidence: bytes, *, text: bytes, headers: Mapping[int, bytes] | None = None) -> OtsAnswer:
    """Check that the proof is about `text`, and against `headers` (80 bytes each, by height) where there are some.

    Raises Malformed for what is no proof, and ProofBroken for one about other bytes or at odds with a supplied header.
    """
    proof = OtsProof.parse(evidence)
    if proof.digest != sha256(text).digest():
        raise ProofBroken("This OpenTimestamps proof is about other bytes.")
    calendars = tuple(sorted({promise.calendar for promise in proof.promises}))
    supplied = [(block, (headers or {})[block.height]) for block in proof.blocks if block.height in (headers or {})]
    if supplied:
        return _matched(supplied, calendars)
    if proof.blocks:
        return OtsAnswer(OtsState.NAMES_BLOCK, calendars, height=proof.blocks[0].height)
    return OtsAnswer(OtsState.PENDING if calendars else OtsState.UNKNOWN, calendars)


def _matched(supplied: list[tuple[NamedBlock, bytes]], calendars: tuple[str, ...]) -> OtsAnswer:
    for block, header in supplied:
        if len(header) != HEADER_BYTES:
            raise Malformed(f"A Bitcoin block header has {HEADER_BYTES} bytes.")
        if header[36:68] == block.root:
            at = datetime.fromtimestamp(int.from_bytes(header[68:72], "little"), UTC)
            return OtsAnswer(OtsState.MATCHES_HEADER, calendars, block.height, _block_hash(header), at)
    raise ProofBroken("This OpenTimestamps proof does not lead to the supplied block header.")


def _block_hash(header: bytes) -> str:
    return sha256(sha256(header).digest()).digest()[::-1].hex()
