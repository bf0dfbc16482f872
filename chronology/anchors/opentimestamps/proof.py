"""`.ots` files as values: the only module that touches the opentimestamps library, which has no types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpSHA256
from opentimestamps.core.serialize import (
    BytesDeserializationContext,
    BytesSerializationContext,
    DeserializationError,
)
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from chronology.errors import Malformed
from chronology.types import Digest

PROOF_BYTES: Final = 16_384
"""Largest proof that is read: one through Bitcoin has one to two kilobytes, and a few calendars may be merged.

It bounds time as well: the library's numbers are of any length, and its steps take up to 4 KiB each.
"""

ANSWER_BYTES: Final = 10_000
"""Largest answer of a calendar: what the project's own client accepts."""

HEIGHT: Final = 2**31
"""Heights from here on are no block's: at one block in ten minutes this is forty thousand years away."""

FAULTS: Final = (DeserializationError, ValueError, TypeError, AssertionError, RecursionError, OverflowError)
"""What the library raises for hostile bytes."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A calendar's word that it keeps `commitment` and will bring it into a block."""

    calendar: str
    commitment: bytes


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A Bitcoin block that is said to hold the digest: its Merkle root must be `root`, as the header spells it."""

    height: int
    root: bytes


class OtsProof:
    """One `.ots` file about one SHA-256; never changed, each step gives a new one."""

    def __init__(self, timestamp: Any) -> None:
        self._timestamp = timestamp

    @classmethod
    def begun(cls, digest: Digest, nonce: bytes, answer: bytes) -> OtsProof:
        """The proof after a calendar answered about `commitment(digest, nonce)`; raises Malformed for nonsense."""
        timestamp = Timestamp(digest)
        _merge(timestamp.ops.add(OpAppend(nonce)).ops.add(OpSHA256()), answer)
        return cls.parse(cls(timestamp).to_bytes())

    @classmethod
    def parse(cls, data: bytes) -> OtsProof:
        """Read a `.ots` file; raises Malformed for what is none, or is about something else than a SHA-256."""
        proof = cls(_parsed(data))
        if any(block.height >= HEIGHT for block in proof.blocks):
            raise Malformed("This OpenTimestamps proof names a block that cannot exist.")
        return proof

    def to_bytes(self) -> bytes:
        """The `.ots` file, in the library's canonical order."""
        context = BytesSerializationContext()
        DetachedTimestampFile(OpSHA256(), self._timestamp).serialize(context)
        return bytes(context.getbytes())

    @property
    def digest(self) -> Digest:
        """The SHA-256 that the proof is about."""
        return Digest(bytes(self._timestamp.msg))

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The calendars that promised to go on, in a stable order."""
        found = {Promise(one.uri, bytes(root)) for root, one in self._attestations(PendingAttestation)}
        return tuple(sorted(found, key=lambda promise: (promise.calendar, promise.commitment)))

    @property
    def blocks(self) -> tuple[NamedBlock, ...]:
        """The Bitcoin blocks that the proof leads to, lowest first."""
        found = {NamedBlock(one.height, bytes(root)) for root, one in self._attestations(BitcoinBlockHeaderAttestation)}
        return tuple(sorted(found, key=lambda block: (block.height, block.root)))

    def with_answer(self, commitment: bytes, answer: bytes) -> OtsProof:
        """The proof with what a calendar answered later about `commitment`; raises Malformed for nonsense."""
        grown = _parsed(self.to_bytes())
        for node in list(_nodes(grown)):
            if node.msg == commitment:
                _merge(node, answer)
        return OtsProof.parse(OtsProof(grown).to_bytes())

    def _attestations(self, kinds: Any) -> Iterator[tuple[bytes, Any]]:
        return ((root, one) for root, one in self._timestamp.all_attestations() if isinstance(one, kinds))


def commitment(digest: Digest, nonce: bytes) -> bytes:
    """What a calendar gets: SHA-256(digest || nonce). The nonce, 16 bytes, keeps the digest from it."""
    return sha256(digest + nonce).digest()


def _parsed(data: bytes) -> Any:
    if len(data) > PROOF_BYTES:
        raise Malformed(f"An OpenTimestamps proof has at most {PROOF_BYTES} bytes here.")
    try:
        file = DetachedTimestampFile.deserialize(BytesDeserializationContext(data))
    except FAULTS as fault:
        raise Malformed("This is not an OpenTimestamps proof of a version that is known here.") from fault
    if not isinstance(file.file_hash_op, OpSHA256):
        raise Malformed("This OpenTimestamps proof is about another digest than a SHA-256.")
    return file.timestamp


def _merge(node: Any, answer: bytes) -> None:
    if len(answer) > ANSWER_BYTES:
        raise Malformed(f"A calendar answers with at most {ANSWER_BYTES} bytes.")
    try:
        context = BytesDeserializationContext(answer)
        said = Timestamp.deserialize(context, node.msg)
        context.assert_eof()
        node.merge(said)
    except FAULTS as fault:
        raise Malformed("The calendar's answer is no OpenTimestamps proof.") from fault


def _nodes(timestamp: Any) -> Iterator[Any]:
    yield timestamp
    for step in timestamp.ops.values():
        yield from _nodes(step)
