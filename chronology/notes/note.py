"""Signed notes: C2SP signed-note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chronology.errors import Malformed, ProofBroken
from chronology.notes.encoding import decode_base64, encode_base64
from chronology.notes.keys import NoteSigner, Verifier, require_name

MAX_NOTE_BYTES = 1_000_000  # the limit of Go's reader; a hundred post-quantum signatures fit
MAX_SIGNATURES = 100  # signed-note asks for 16 at least
KEY_ID_BYTES = 4
_DASH = "— "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: who (name and four bytes of key id) and the signature without that id."""

    name: str
    key_id: bytes
    signature: bytes

    def to_line(self) -> str:
        """The line as a note holds it, with its newline."""
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.signature)}\n"

    def is_by(self, verifier: Verifier) -> bool:
        """Whether it names that key; says nothing about whether it holds."""
        return (self.name, self.key_id) == (verifier.name, verifier.key_id)


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text that ends in a newline, and the signatures under it; to be ignored until `open_note` was asked."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def to_bytes(self) -> bytes:
        """The note as it is published."""
        return "".join((self.text, "\n", *(one.to_line() for one in self.signatures))).encode()

    def with_signatures(self, more: Iterable[NoteSignature]) -> SignedNote:
        """The same note with these lines after its own; a line that is there already is not added again."""
        return SignedNote(self.text, tuple(dict.fromkeys((*self.signatures, *more))))


def parse_note(data: bytes) -> SignedNote:
    """Read a note; raises Malformed for what no note may hold, 1,000,000 bytes and 100 signatures being the limits."""
    if len(data) > MAX_NOTE_BYTES:
        raise Malformed("This note is larger than any note should be.")
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("A note must be UTF-8 text.") from error
    if _CONTROL.search(whole):
        raise Malformed("A note may hold no control characters but newlines.")
    text, blank, lines = whole.rpartition("\n\n")
    if not blank:
        raise Malformed("A note is a text, an empty line and one signature or more.")
    return SignedNote(f"{text}\n", parse_signatures(lines))


def parse_signatures(lines: str) -> tuple[NoteSignature, ...]:
    """Read signature lines, one or more, each with its newline; raises Malformed."""
    if not lines.endswith("\n") or lines.count("\n") > MAX_SIGNATURES:
        raise Malformed(f"A note needs one signature and may have {MAX_SIGNATURES}, each on a line of its own.")
    return tuple(_signature(line) for line in lines[:-1].split("\n"))


def _signature(line: str) -> NoteSignature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH):
        raise Malformed("A signature line begins with an em dash and a space.")
    require_name(name)
    data = decode_base64(encoded)
    if len(data) <= KEY_ID_BYTES:
        raise Malformed("A signature line holds four bytes of key id and a signature.")
    return NoteSignature(name, data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])


def sign_note(text: str, signers: Sequence[NoteSigner]) -> SignedNote:
    """Sign a text that ends in a newline; raises Malformed for a text no note may hold or a key that only cosigns."""
    if any(signer.verifier.cosigns for signer in signers):
        raise Malformed("A key for cosignatures signs nothing else.")
    message = text.encode()
    lines = (NoteSignature(one.name, one.verifier.key_id, one.sign(message)) for one in signers)
    note = SignedNote(text, tuple(lines))
    if parse_note(note.to_bytes()) != note:
        raise Malformed("The text of a note must end in a newline.")
    return note


def open_note(note: SignedNote, verifiers: Iterable[Verifier]) -> tuple[Verifier, ...]:
    """Those of the known keys whose signatures hold, in the order given; empty where none of them signed.

    Signatures of unknown keys are passed over; a bad one that names a known key raises ProofBroken. Each key counts
    once. Source: C2SP signed-note, "Signatures".
    """
    message = note.text.encode()
    held = []
    for verifier in dict.fromkeys(verifiers):
        own = [line for line in note.signatures if line.is_by(verifier)]
        for line in own:
            verifier.verify(message, line.signature)
        held += [verifier] if own else []
    return tuple(held)


def require_signed(note: SignedNote, verifiers: Iterable[Verifier]) -> None:
    """Refuse a note that none of these keys has signed; raises ProofBroken, returns nothing."""
    if not open_note(note, verifiers):
        raise ProofBroken("None of the expected keys has signed this.")
