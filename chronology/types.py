"""The values of the chronology: frozen, and digests, indexes and sizes that cannot be mixed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

Digest = NewType("Digest", bytes)
"""A SHA-256 digest, 32 bytes."""
LeafHash = NewType("LeafHash", bytes)
"""The RFC 6962 hash of one entry, 32 bytes."""
RootHash = NewType("RootHash", bytes)
"""The RFC 6962 hash of a whole tree, 32 bytes."""
LeafIndex = NewType("LeafIndex", int)
"""The place of an entry in its log, from 0."""
TreeSize = NewType("TreeSize", int)
"""How many entries a tree has."""
LogId = NewType("LogId", bytes)
"""SHA-256 of a log's verifier key as its C2SP text, 32 bytes; that text holds origin and key."""


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The size and the root of one state of a log."""

    size: TreeSize
    root: RootHash


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where one entry stands for ever; `repeated` says that the same key had been recorded before."""

    index: LeafIndex
    leaf_hash: LeafHash
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class SeenHead:
    """A head of our log that somebody else holds (a chain, a witness, our own signing record)."""

    source: str
    size: TreeSize
    root: RootHash | None


class Clock(Protocol):
    """Tells the time, in UTC."""

    def __call__(self) -> datetime: ...


class Randomness(Protocol):
    """Gives that many unpredictable bytes."""

    def __call__(self, count: int, /) -> bytes: ...
