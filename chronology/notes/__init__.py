"""Signed notes, checkpoints and cosignatures, byte for byte as C2SP describes them."""

from chronology.notes.algorithms import Algorithm
from chronology.notes.checkpoint import Checkpoint, parse_checkpoint
from chronology.notes.cosignature import Cosignature, cosign, cosignatures_of
from chronology.notes.keys import Ed25519NoteSigner, NoteSigner, Verifier, log_id
from chronology.notes.note import NoteSignature, SignedNote, open_note, parse_note, parse_signatures, sign_note
from chronology.notes.signed_checkpoint import open_checkpoint, read_checkpoint, sign_checkpoint

__all__ = [
    "Algorithm",
    "Checkpoint",
    "Cosignature",
    "Ed25519NoteSigner",
    "NoteSignature",
    "NoteSigner",
    "SignedNote",
    "Verifier",
    "cosign",
    "cosignatures_of",
    "log_id",
    "open_checkpoint",
    "open_note",
    "parse_checkpoint",
    "parse_note",
    "parse_signatures",
    "read_checkpoint",
    "sign_checkpoint",
    "sign_note",
]
