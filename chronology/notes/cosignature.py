"""Cosignatures of witnesses: C2SP tlog-cosignature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from chronology.errors import Malformed
from chronology.notes.algorithms import Algorithm, cosigned_text, split_timestamp
from chronology.notes.keys import NoteSigner, Verifier
from chronology.notes.note import NoteSignature, SignedNote
from chronology.notes.signed_checkpoint import read_checkpoint


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A witness that saw this checkpoint as the newest of its log, at that time by its own clock, UTC.

    `at` is None where the witness names no time (ML-DSA-44 allows that).
    """

    verifier: Verifier
    at: datetime | None


def cosign(checkpoint_note: bytes, signer: NoteSigner, at: datetime) -> NoteSignature:
    """Cosign a checkpoint, whose consistency the caller has checked; raises Malformed."""
    if signer.verifier.algorithm != Algorithm.ED25519_COSIGNATURE:
        raise Malformed("Only a key for cosignatures may cosign.")
    _, note = read_checkpoint(checkpoint_note)
    timestamp = int(at.timestamp())
    signature = signer.sign(cosigned_text(note.text.encode(), timestamp))
    return NoteSignature(signer.name, signer.verifier.key_id, timestamp.to_bytes(8, "big") + signature)


def cosignatures_of(note: SignedNote, witnesses: Iterable[Verifier]) -> tuple[Cosignature, ...]:
    """The cosignatures of known witnesses that hold, each witness once with its newest time.

    Lines of unknown keys and keys that do not cosign are passed over; a bad line of a known witness raises ProofBroken.
    """
    message = note.text.encode()
    found: dict[Verifier, int] = {}
    for witness in (one for one in witnesses if one.cosigns):
        for line in (one for one in note.signatures if one.is_by(witness)):
            witness.verify(message, line.signature)
            timestamp, _ = split_timestamp(line.signature)
            found[witness] = max(timestamp, found.get(witness, 0))
    return tuple(Cosignature(witness, _time(timestamp)) for witness, timestamp in found.items())


def _time(timestamp: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(timestamp, UTC) if timestamp else None
    except (OverflowError, ValueError, OSError):
        return None  # far beyond any calendar: the signature holds, its time says nothing
