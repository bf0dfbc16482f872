"""A checkpoint and the signature of its log, written and read together."""

from __future__ import annotations

from collections.abc import Iterable

from chronology.errors import ProofBroken
from chronology.notes.checkpoint import Checkpoint, parse_checkpoint
from chronology.notes.keys import NoteSigner, Verifier
from chronology.notes.note import SignedNote, parse_note, require_signed, sign_note
from chronology.types import TreeHead


def sign_checkpoint(head: TreeHead, origin: str, signer: NoteSigner) -> bytes:
    """The signed note of a tree head."""
    return sign_note(Checkpoint(origin, head.size, head.root).to_text(), (signer,)).to_bytes()


def read_checkpoint(data: bytes) -> tuple[Checkpoint, SignedNote]:
    """Take a checkpoint note apart without trusting it; raises Malformed."""
    note = parse_note(data)
    return parse_checkpoint(note.text), note


def open_checkpoint(data: bytes, *, origin: str, verifiers: Iterable[Verifier]) -> Checkpoint:
    """Read a checkpoint of this log, signed by one of these keys; raises Malformed or ProofBroken."""
    checkpoint, note = read_checkpoint(data)
    if checkpoint.origin != origin:
        raise ProofBroken(f"This checkpoint is of another log, {checkpoint.origin}.")
    require_signed(note, verifiers)
    return checkpoint
