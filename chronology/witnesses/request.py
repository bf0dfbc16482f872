"""The body of `add-checkpoint`: C2SP tlog-witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chronology.errors import Malformed
from chronology.merkle.hashing import HASH_BYTES
from chronology.notes.checkpoint import Checkpoint
from chronology.notes.encoding import decimal, decode_base64, encode_base64
from chronology.notes.note import MAX_NOTE_BYTES, SignedNote
from chronology.notes.signed_checkpoint import read_checkpoint
from chronology.types import TreeSize

MAX_PROOF_LINES = 63  # tlog-witness, "add-checkpoint"
MAX_REQUEST_BYTES = MAX_NOTE_BYTES + 4_096  # the note, and 63 lines of 45 bytes


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint, and the proof that it continues a tree of `old_size` entries."""

    old_size: TreeSize
    proof: tuple[bytes, ...]
    checkpoint: Checkpoint
    note: SignedNote


def write_request(old_size: int, proof: Sequence[bytes], checkpoint_note: bytes) -> bytes:
    """The body that asks a witness to cosign this checkpoint."""
    lines = (f"old {old_size}", *map(encode_base64, proof), "", "")
    return "\n".join(lines).encode() + checkpoint_note


def parse_request(body: bytes) -> Request:
    """Read such a body; raises Malformed."""
    head, blank, note = body.partition(b"\n\n")
    if len(body) > MAX_REQUEST_BYTES or not blank:
        raise Malformed("Send an old size, a proof, an empty line and a checkpoint.")
    try:
        old, *proof = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("The lines before the checkpoint are plain ASCII.") from error
    if not old.startswith("old ") or len(proof) > MAX_PROOF_LINES:
        raise Malformed(f"The first line is the old size, then come at most {MAX_PROOF_LINES} hashes.")
    checkpoint, signed = read_checkpoint(note)
    return Request(TreeSize(decimal(old.removeprefix("old "))), tuple(map(_hash, proof)), checkpoint, signed)


def _hash(line: str) -> bytes:
    data = decode_base64(line)
    if len(data) != HASH_BYTES:
        raise Malformed("Each hash of a proof must hold 32 bytes.")
    return data
