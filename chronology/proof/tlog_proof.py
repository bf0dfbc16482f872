"""Proofs that stand alone in a file: C2SP tlog-proof."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.errors import Malformed
from chronology.merkle.hashing import HASH_BYTES
from chronology.merkle.inclusion import verify_inclusion
from chronology.notes.encoding import decimal, decode_base64, encode_base64
from chronology.notes.note import MAX_NOTE_BYTES
from chronology.notes.signed_checkpoint import read_checkpoint
from chronology.types import LeafIndex

FIRST_LINE = "c2sp.org/tlog-proof@v1"
MAX_PATH = 63  # no tree of 2**63 entries is higher
MAX_PROOF_BYTES = 2 * MAX_NOTE_BYTES  # the checkpoint, and as much extra data again


@dataclass(frozen=True, slots=True)
class TlogProof:
    """Where an entry stands, the way up to the root, and the checkpoint that holds it.

    `checkpoint` is the signed note as it was published, cosignatures included; `extra` is nobody's word: it is signed
    by no one.
    """

    index: LeafIndex
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def to_bytes(self) -> bytes:
        """The file, to be named `.tlog-proof`."""
        extra = [f"extra {encode_base64(self.extra)}"] if self.extra else []
        lines = [FIRST_LINE, *extra, f"index {self.index}", *map(encode_base64, self.path)]
        return "\n".join((*lines, "", "")).encode() + self.checkpoint

    def verify(self, leaf_hash: bytes) -> None:
        """Check that the entry with this hash is under the checkpoint; raises ProofBroken, returns nothing.

        Who signed the checkpoint is not looked at here: that is `chronology.notes.open_checkpoint`.
        """
        checkpoint, _ = read_checkpoint(self.checkpoint)
        verify_inclusion(
            leaf_hash=leaf_hash, index=self.index, size=checkpoint.size, path=self.path, root=checkpoint.root
        )


def parse_proof(data: bytes) -> TlogProof:
    """Read such a file; raises Malformed; whether it proves anything is not looked at."""
    if len(data) > MAX_PROOF_BYTES:
        raise Malformed("This proof is larger than any proof should be.")
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("The lines of a proof are plain ASCII.") from error
    if not blank or lines.pop(0) != FIRST_LINE:
        raise Malformed(f"A proof begins with the line {FIRST_LINE} and holds a checkpoint after an empty line.")
    extra = _extra(lines)
    index = _index(lines)
    read_checkpoint(checkpoint)
    return TlogProof(LeafIndex(index), tuple(_hash(line) for line in lines), checkpoint, extra)


def _extra(lines: list[str]) -> bytes | None:
    if not lines or not lines[0].startswith("extra "):
        return None
    data = decode_base64(lines.pop(0).removeprefix("extra "))
    if not data:
        raise Malformed("A proof without extra data has no line for it.")
    return data


def _index(lines: list[str]) -> int:
    if not lines or not lines[0].startswith("index ") or len(lines) > MAX_PATH + 1:
        raise Malformed(f"A proof names the index of its entry and at most {MAX_PATH} hashes.")
    return decimal(lines.pop(0).removeprefix("index "))


def _hash(line: str) -> bytes:
    data = decode_base64(line)
    if len(data) != HASH_BYTES:
        raise Malformed("Each hash of a proof must hold 32 bytes.")
    return data
