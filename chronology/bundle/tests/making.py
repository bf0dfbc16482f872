"""Bundles for tests: a log in memory with real keys, so that every proof in them is real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from random import Random

from chronology.bundle import AnchorEvidence, Bundle, BundledBeacon, BundledRecord
from chronology.merkle import leaf_hash
from chronology.notes import Algorithm, Ed25519NoteSigner, cosign, read_checkpoint, sign_checkpoint
from chronology.records import BlockPoint, Kind, Opening, beacon_leaf, open_leaf
from chronology.tiles import TreeHashes, prove_consistency, prove_inclusion
from chronology.types import Digest, LeafIndex, TreeHead, TreeSize

ORIGIN = "log.example.org/2026"
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PHOTO = b"the bytes of a photograph"
PHOTO_DIGEST = Digest(sha256(PHOTO).digest())
RECORDER = bytes(range(16))
LOG_KEY = Ed25519NoteSigner.generate(ORIGIN, Random(1).randbytes)
WITNESSES = tuple(
    Ed25519NoteSigner.generate(f"witness.{name}.example/1", Random(number).randbytes, Algorithm.ED25519_COSIGNATURE)
    for number, name in enumerate(("alpha", "beta", "gamma"), 2)
)
PUBLIC_CHAIN = 137
"""A chain id that no development chain uses."""


def witness_lines() -> list[str]:
    """The keys of the witnesses, each with an operator of its own."""
    return [f"{one.vkey} {one.name}" for one in WITNESSES]


@dataclass
class Tree:
    """A log in memory: entries, and proofs by the same code as the real log, over hashes that it computes anew."""

    entries: list[bytes] = field(default_factory=list)

    def tile(self, level: int, index: int, width: int) -> bytes:
        assert level == 0, "these trees have fewer than 256 entries"
        return b"".join(leaf_hash(one) for one in self.entries[index * 256 : index * 256 + width])

    def add(self, *leaves: bytes) -> int:
        self.entries += leaves
        return len(self.entries) - 1

    def checkpoint(self, size: int | None = None, *, cosigned_at: datetime | None = None) -> bytes:
        size = len(self.entries) if size is None else size
        head = TreeHead(TreeSize(size), TreeHashes(self).root(size))
        note = sign_checkpoint(head, ORIGIN, LOG_KEY)
        if cosigned_at is None:
            return note
        return note + b"".join(cosign(note, one, cosigned_at).to_line().encode() for one in WITNESSES)

    def path(self, index: int, size: int) -> tuple[bytes, ...]:
        return prove_inclusion(TreeHashes(self), index, size)

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        return prove_consistency(TreeHashes(self), old, new)

    def record(
        self, index: int, size: int, *, openings: Sequence[Opening] = (), beacon: int | None = None
    ) -> BundledRecord:
        before = (
            None if beacon is None else BundledBeacon(self.entries[beacon], LeafIndex(beacon), self.path(beacon, size))
        )
        return BundledRecord(self.entries[index], LeafIndex(index), self.path(index, size), tuple(openings), before)

    def anchor(self, kind: str, evidence: bytes, checkpoint: bytes, size: int) -> AnchorEvidence:
        anchored = int(read_checkpoint(checkpoint)[0].size)
        old, new = sorted((anchored, size))
        return AnchorEvidence(kind, evidence, checkpoint, self.consistency(old, new))


def photo_leaf(content: Digest = PHOTO_DIGEST, recorder: bytes = RECORDER) -> bytes:
    return open_leaf(kind=Kind.REGISTERED, content=content, recorder=recorder, at=int(AT.timestamp()))


def block_leaf(chain_id: int = PUBLIC_CHAIN, at: datetime = AT) -> bytes:
    return beacon_leaf(BlockPoint(chain_id, 1000, sha256(b"block").digest(), int(at.timestamp())))


def plain_bundle(leaf: bytes | None = None, **changed: object) -> Bundle:
    """One open record behind a beacon in a log of twelve entries, cosigned, without anchors."""
    tree = Tree([f"entry {number}".encode() for number in range(5)])
    beacon = tree.add(block_leaf())
    index = tree.add(photo_leaf() if leaf is None else leaf)
    tree.add(*(f"later {number}".encode() for number in range(5)))
    size = len(tree.entries)
    given: dict[str, object] = {
        "records": (tree.record(index, size, beacon=beacon),),
        "vkey": LOG_KEY.vkey,
        "checkpoint": tree.checkpoint(cosigned_at=AT),
        "written_at": AT,
    }
    return Bundle(**(given | changed))  # type: ignore[arg-type]
