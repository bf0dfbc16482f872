"""What decoding a leaf gives: frozen values, apart by how much they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chronology.records.kinds import Kind
from chronology.types import Digest, LeafHash, LeafIndex, LogId, RootHash, TreeSize


@dataclass(frozen=True, slots=True)
class LeafRef:
    """An earlier entry, by its place and its RFC 6962 hash; `log` is None for the log that this leaf is in."""

    index: LeafIndex
    leaf_hash: LeafHash
    log: LogId | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a work: its role, a short lower-case word, and its SHA-256."""

    role: str
    digest: Digest


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record that anyone can look up; `at` is the recorder's clock in Unix seconds, and nobody vouches for it."""

    kind: Kind
    recorder: bytes
    content: Digest | None = None
    at: int | None = None
    previous: tuple[LeafRef, ...] = ()
    members: tuple[Member, ...] = ()
    statement: Digest | None = None
    media_type: str | None = None

    @property
    def digests(self) -> tuple[Digest, ...]:
        """Every SHA-256 under which this record is found: its content's and those of its members."""
        own = () if self.content is None else (self.content,)
        return own + tuple(member.digest for member in self.members)


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """Eight commitments of 32 bytes; without salts nothing can be told from it, not even whether it is padding."""

    commitments: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class BlockPoint:
    """A finalized block of a chain: its hash could not be known before `time`, Unix seconds by that chain."""

    chain_id: int
    number: int
    block_hash: bytes
    time: int


@dataclass(frozen=True, slots=True)
class WitnessPoint:
    """A checkpoint and one witness's C2SP cosignature line over it: nobody could make that before `time`."""

    origin: str
    size: TreeSize
    root: RootHash
    time: int
    cosignature: str


@dataclass(frozen=True, slots=True)
class Beacon:
    """The head of a batch: every later record, up to the next beacon, was written after `point.time`."""

    point: BlockPoint | WitnessPoint


@dataclass(frozen=True, slots=True)
class UnknownRecord:
    """A leaf in good CBOR whose version, form, kind or keys this package does not know; it audits like any other."""

    why: str
    fields: Mapping[int, object] = field(default_factory=dict)


Record = OpenRecord | SealedRecord | Beacon | UnknownRecord
