"""Check the answer of a time-stamp authority, offline. Source: RFC 3161 section 2.4.2.

An authority outside the reader's list is told apart from a stamp that does not hold: untrusted is never tampered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256, sha384, sha512
from typing import Final

from cryptography import x509
from rfc3161_client import TimeStampResponse, VerifierBuilder, decode_timestamp_response
from rfc3161_client.errors import VerificationError
from rfc3161_client.tsp import Accuracy

from chronology.errors import Malformed, ProofBroken

ANSWER_BYTES: Final = 32_768
"""Largest answer that is read: a token with its chain of certificates has two to eight kilobytes."""

GRANTED: Final = 0
"""RFC 3161 section 2.4.2: other statuses carry no token, or one over something else than was asked."""

DIGESTS: Final = {
    "2.16.840.1.101.3.4.2.1": sha256,
    "2.16.840.1.101.3.4.2.2": sha384,
    "2.16.840.1.101.3.4.2.3": sha512,
}
"""The digests that a stamp may be over, by object identifier."""

UNLISTED: Final = ("certificate verify error", "signer certificate not found")
"""How OpenSSL names a chain that leads to none of the given roots, as against a signature that does not hold."""


class Authority(StrEnum):
    """Whether the reader's list leads to the authority that stamped."""

    LISTED = "listed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StampAnswer:
    """What a stamp says: `by` had the bytes at `at`, or at the latest at `no_later_than` (its stated accuracy).

    Of an UNKNOWN authority only the digest of the bytes was compared: name and time are its own words.
    """

    authority: Authority
    by: str
    at: datetime
    no_later_than: datetime
    serial: int


def check_stamp(evidence: bytes, *, text: bytes, certificates: Sequence[x509.Certificate]) -> StampAnswer:
    """Check that the stamp is over `text`, by an authority that `certificates` lead to, valid at its own time.

    `certificates` are the reader's roots, with intermediates and signers where tokens bring none. Raises Malformed for
    what is no granted answer of one authority, and ProofBroken for a stamp over other bytes or with a broken signature.
    """
    response = read_stamp(evidence)
    try:
        inside = _inside(response)
        _require_same_bytes(response, text)
        authority = _authority(response, text, certificates)
        return _answer(response, authority, _listed(response, certificates) or _listed(response, inside))
    except VerificationError as fault:
        raise ProofBroken("The signature of this time stamp does not hold.") from fault
    except (ValueError, TypeError, LookupError, OverflowError, x509.InvalidVersion, x509.DuplicateExtension) as fault:
        raise Malformed("This time stamp holds fields or certificates that cannot be read.") from fault


def read_stamp(evidence: bytes) -> TimeStampResponse:
    """The parsed answer of an authority, nothing of it checked; raises Malformed."""
    if len(evidence) > ANSWER_BYTES:
        raise Malformed(f"A time stamp has at most {ANSWER_BYTES} bytes.")
    try:
        response = decode_timestamp_response(evidence)
    except ValueError as fault:
        raise Malformed("This is not the answer of a time-stamp authority (RFC 3161).") from fault
    if response.status != GRANTED:
        raise Malformed("The time-stamp authority did not grant this stamp.")
    return response


def _require_same_bytes(response: TimeStampResponse, text: bytes) -> None:
    imprint = response.tst_info.message_imprint
    made = DIGESTS.get(imprint.hash_algorithm.dotted_string)
    if made is None:
        raise ProofBroken("This time stamp uses a digest that is not accepted here.")
    if made(text).digest() != imprint.message:
        raise ProofBroken("This time stamp is over other bytes.")


def _authority(response: TimeStampResponse, text: bytes, certificates: Sequence[x509.Certificate]) -> Authority:
    if not certificates:
        return Authority.UNKNOWN
    verifier = VerifierBuilder(roots=list(certificates), tsa_certificate=_listed(response, certificates)).build()
    try:
        verifier.verify_message(response, text)
    except VerificationError as fault:
        if any(words in str(fault) for words in UNLISTED):
            return Authority.UNKNOWN
        raise
    return Authority.LISTED


def _inside(response: TimeStampResponse) -> list[x509.Certificate]:
    """The certificates inside the token; raises Malformed where it cannot be told whose the signer's number is.

    They are not signed: one laid beside the signer's under its issuer and number would lend its name and its purpose.
    """
    inside = [x509.load_der_x509_certificate(one) for one in set(response.signed_data.certificates)]
    if len({(_spelled(one.issuer), one.serial_number) for one in inside}) < len(inside):
        raise Malformed("This time stamp holds two certificates under one issuer and number.")
    return inside


def _spelled(name: x509.Name) -> tuple[tuple[str, str], ...]:
    """A name without letter case and surplus spaces, because OpenSSL, which verifies, compares names like that."""
    return tuple((one.oid.dotted_string, " ".join(str(one.value).casefold().split())) for one in name)


def _listed(response: TimeStampResponse, certificates: Sequence[x509.Certificate]) -> x509.Certificate | None:
    """The signer's certificate among these; handed to the library, it refuses a changed copy inside the token."""
    signers = response.signed_data.signer_infos
    named = {(signer.issuer, signer.serial_number) for signer in signers}
    return next((one for one in certificates if (one.issuer, one.serial_number) in named), None)


def _answer(response: TimeStampResponse, authority: Authority, signer: x509.Certificate | None) -> StampAnswer:
    info = response.tst_info
    return StampAnswer(
        authority=authority,
        by=_name(signer),
        at=info.gen_time,
        no_later_than=info.gen_time + _accuracy(info.accuracy),
        serial=info.serial_number,
    )


def _accuracy(stated: Accuracy | None) -> timedelta:
    if stated is None:
        return timedelta()
    return timedelta(seconds=stated.seconds or 0, milliseconds=stated.millis or 0, microseconds=stated.micros or 0)


def _name(signer: x509.Certificate | None) -> str:
    if signer is None:
        return ""
    for wanted in (x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME):
        for attribute in signer.subject.get_attributes_for_oid(wanted):
            return str(attribute.value)
    return signer.subject.rfc4514_string()
