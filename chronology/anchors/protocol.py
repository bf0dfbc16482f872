"""The one protocol of every anchor: what we hand to others, where that stands, and what they attest.

An anchor is one peer of one kind: one contract on one chain, one time-stamp authority, one calendar. The rounds
(`rounds.py`) call it and store what it returns; an anchor keeps nothing else unless it says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from chronology.types import LogId, RootHash, TreeSize


class AnchorState(StrEnum):
    """Where one anchor of one checkpoint stands; the first three are shown to people."""

    PENDING = "pending"
    """Planned or on its way; nobody else can see it for sure."""
    SEEN = "seen"
    """The peer has it, but may still lose it (a block before finality, a calendar's promise)."""
    FINAL = "final"
    """The peer's own rule says that it stays; never taken back."""
    SUPERSEDED = "superseded"
    """Never went out: a newer checkpoint, which covers this one, went instead."""
    FAILED = "failed"
    """The peer refused it for good; a newer checkpoint tries again. Says nothing against any record."""


OPEN_STATES = (AnchorState.PENDING, AnchorState.SEEN)


@dataclass(frozen=True, slots=True)
class AnchorTarget:
    """The checkpoint that is anchored; `checkpoint` is the signed note with the cosignatures of that moment."""

    log_id: LogId
    size: TreeSize
    root: RootHash
    checkpoint: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one submission stands now.

    `memo` is what the anchor itself needs to go on (a pending .ots file, a token); it is stored and handed back as is.
    `reference` is what people look up at the peer (a transaction hash as 0x…, a serial number), `at` the time that
    the peer asserts, in UTC, `detail` one public sentence about why it waits.
    """

    state: AnchorState
    memo: bytes = b""
    reference: str = ""
    chain_id: int | None = None
    at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Attested:
    """What checked evidence says: `by` attests that the root was known at `at`; `development` proves nothing."""

    kind: str
    by: str
    at: datetime | None
    reference: str = ""
    development: bool = False


class Anchor(Protocol):
    """One peer. Each method raises PeerUnavailable while the peer is silent; the round then tries again later."""

    @property
    def kind(self) -> str:
        """`evm`, `rfc3161` or `opentimestamps`: how the evidence is read."""

    @property
    def name(self) -> str:
        """Which peer of that kind, for people and as a key: `chain 137`, a host name. Never a URL with a secret."""

    @property
    def development(self) -> bool:
        """Whether this peer is our own and proves nothing to outsiders."""

    def submit(self, target: AnchorTarget) -> Standing | None:
        """Hand over a checkpoint; None where an earlier one must end first. Twice the same target is harmless."""

    def poll(self, target: AnchorTarget, standing: Standing) -> Standing:
        """Go on with what was submitted; called again and again until the state is no longer open."""

    def evidence(self, target: AnchorTarget, standing: Standing) -> bytes | None:
        """The evidence as it goes into a bundle; None while there is none worth keeping.

        Asked for while it is seen, and until it gives some once it is final; that stays.
        """

    def verify(self, target: AnchorTarget, evidence: bytes) -> Attested:
        """Check evidence against the target, offline; raises ProofBroken or Malformed."""
