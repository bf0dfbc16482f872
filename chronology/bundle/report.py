"""Signing a report of the installation, and checking it: a signed note over the digest of its canonical JSON.

The text of the note is four lines: the schema, who signs, when, and the SHA-256 of the report's RFC 8785 form. Its
first line is no origin of a log and its second no size, so it can never pass for a checkpoint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from chronology.bundle.json_reading import JsonObject, read_object
from chronology.bundle.limits import NOTE_BYTES_LIMIT, REPORT_BYTES_LIMIT
from chronology.bundle.sentences import said
from chronology.errors import Malformed, ProofBroken
from chronology.notes import NoteSigner, SignedNote, Verifier, open_note, parse_note, sign_note
from chronology.types import Digest

FIRST_LINE = "firstlight.report-signature/1"
NOT_JSON = "This is not a report of Firstlight: it is no JSON that has one canonical form (RFC 8785)."
NOT_A_SIGNATURE = "This is not the signature of a report."


@dataclass(frozen=True, slots=True)
class ReportSignature:
    """Who signed a report and when, by the signer's own clock."""

    signer: Verifier
    at: datetime


def sign_report(report: bytes, signer: NoteSigner, at: datetime) -> bytes:
    """The signed note over a report, at most 4 MiB of JSON; raises Malformed where it has no canonical form."""
    lines = (FIRST_LINE, signer.name, said(at), report_digest(report).hex())
    return sign_note("".join(f"{line}\n" for line in lines), (signer,)).to_bytes()


def check_report(report: bytes, note: bytes, verifiers: Iterable[Verifier]) -> ReportSignature:
    """Check that one of these keys signed exactly this report; raises ProofBroken or Malformed.

    White space and the order of names in the JSON do not matter, everything else does.
    """
    signed = _read(note)
    name, at, digest = _lines(signed)
    signers = [one for one in open_note(signed, verifiers) if one.name == name]
    if not signers:
        raise ProofBroken("None of the given keys has signed this report.")
    if digest != report_digest(report).hex():
        raise ProofBroken("This is not the report that was signed.")
    return ReportSignature(signers[0], at)


def report_signer(note: bytes) -> str:
    """The name under which a report claims to be signed; nothing is checked. Raises Malformed."""
    return _lines(_read(note))[0]


def signs_this(report: bytes, note: bytes) -> bool:
    """Whether the note is about this report; who signed it, and whether that holds, is not looked at.

    So an unknown signer can be told apart from a changed report. Raises Malformed.
    """
    return _lines(_read(note))[2] == report_digest(report).hex()


def report_digest(report: bytes) -> Digest:
    """The SHA-256 of the canonical form of a report (RFC 8785); raises Malformed where it has none."""
    import rfc8785

    try:
        return Digest(sha256(rfc8785.dumps(read_json(report))).digest())  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, ValueError) as error:
        raise Malformed(NOT_JSON) from error


def read_json(data: bytes) -> JsonObject:
    """A JSON object in which no name stands twice, at most 4 MiB and 64 levels deep; raises Malformed."""
    try:
        return read_object(data, at_most=REPORT_BYTES_LIMIT)
    except Malformed as error:
        raise Malformed(NOT_JSON) from error


def _read(note: bytes) -> SignedNote:
    if len(note) > NOTE_BYTES_LIMIT:
        raise Malformed(NOT_A_SIGNATURE)
    return parse_note(note)


def _lines(note: SignedNote) -> tuple[str, datetime, str]:
    lines = note.text.split("\n")
    if len(lines) != 5 or lines[0] != FIRST_LINE or lines[4]:
        raise Malformed(NOT_A_SIGNATURE)
    try:
        at = datetime.fromisoformat(lines[2])
    except ValueError as error:
        raise Malformed(NOT_A_SIGNATURE) from error
    if at.tzinfo is None or said(at) != lines[2]:
        raise Malformed(NOT_A_SIGNATURE)
    return lines[1], at, lines[3]
