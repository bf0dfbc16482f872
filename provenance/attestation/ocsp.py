"""OCSP responses (RFC 6960), checked before a word of them counts.

A response counts only where it names this certificate of this issuer, was signed by the issuer or by a responder that
the issuer certified for it, and was made when that responder was valid. What does not, is as if it were not there: it
neither clears nor accuses, and never keeps another response from being asked. Signatures are `cryptography`'s work.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from provenance.attestation.errors import BadRevocations
from provenance.attestation.limits import OCSP_BYTES
from provenance.attestation.types import KeyDigest, Revocation

_STATES: Final = {
    ocsp.OCSPCertStatus.GOOD: Revocation.GOOD,
    ocsp.OCSPCertStatus.REVOKED: Revocation.REVOKED,
    ocsp.OCSPCertStatus.UNKNOWN: Revocation.UNKNOWN,
}
_HASHES: Final = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
_UNREADABLE: Final = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension)
_STRONG: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


@dataclass(frozen=True, slots=True)
class OcspAnswer:
    """One checked response about one certificate, by key of its issuer and serial number."""

    issuer: KeyDigest
    serial: int
    state: Revocation
    evidence_at: datetime
    next_update: datetime | None = None
    since: datetime | None = None
    reason: str = ""
    source: str = ""


def read_ocsp(response: bytes, issuer: x509.Certificate, source: str = "") -> tuple[OcspAnswer, ...]:
    """The answers of a response that this issuer vouches for, one a certificate; raises BadRevocations."""
    read = _loaded(response)
    _require_authorised(read, issuer)
    try:
        found = tuple(_answers(read, issuer, source))
    except _UNREADABLE as problem:
        raise BadRevocations("The OCSP response cannot be read. Get it again.", type(problem).__name__) from problem
    if not found:
        raise BadRevocations("The OCSP response is about certificates of another issuer.")
    return found


def _loaded(response: bytes) -> ocsp.OCSPResponse:
    if len(response) > OCSP_BYTES:
        raise BadRevocations(f"An OCSP response may have at most {OCSP_BYTES} bytes.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            read = ocsp.load_der_ocsp_response(response)
            if read.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                raise BadRevocations("The OCSP responder gave no answer.")
            return read
    except ValueError as problem:
        raise BadRevocations("The OCSP response cannot be read. Get it again.", str(problem)) from problem


def _require_authorised(read: ocsp.OCSPResponse, issuer: x509.Certificate) -> None:
    try:
        signers = [issuer, *(one for one in read.certificates if _may_respond(one, issuer, read.produced_at_utc))]
        if any(_signed_by(read, one) for one in signers):
            return
    except _UNREADABLE as problem:
        raise BadRevocations("The OCSP response cannot be read. Get it again.", str(problem)) from problem
    raise BadRevocations("The OCSP response is signed by nobody whom the issuer of the certificate lets respond.")


def _may_respond(responder: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
    """Whether the issuer itself certified this key for OCSP (RFC 6960 section 4.2.2.2), valid at the time."""
    try:
        usages = responder.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        responder.verify_directly_issued_by(issuer)
    except (
        x509.ExtensionNotFound,
        x509.DuplicateExtension,
        ValueError,
        TypeError,
        InvalidSignature,
        UnsupportedAlgorithm,
    ):
        return False
    valid = responder.not_valid_before_utc <= at <= responder.not_valid_after_utc
    return valid and ExtendedKeyUsageOID.OCSP_SIGNING in usages


def _signed_by(read: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, digest = signer.public_key(), read.signature_hash_algorithm
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(read.signature, read.tbs_response_bytes)
        elif not isinstance(digest, _STRONG):
            return False
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(read.signature, read.tbs_response_bytes, ec.ECDSA(digest))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(read.signature, read.tbs_response_bytes, padding.PKCS1v15(), digest)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _answers(read: ocsp.OCSPResponse, issuer: x509.Certificate, source: str) -> list[OcspAnswer]:
    key = hashlib.sha256(issuer.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    return [_answer(one, KeyDigest(key), source) for one in read.responses if _is_about(one, issuer)]


def _is_about(one: ocsp.OCSPSingleResponse, issuer: x509.Certificate) -> bool:
    """Whether the certificate id holds name and key of this issuer (RFC 6960 section 4.1.1)."""
    digest = _HASHES.get(one.hash_algorithm.name)
    if digest is None:
        return False
    name = digest(issuer.subject.public_bytes()).digest()
    key = digest(issuer.public_key().public_bytes(*_key_form(issuer))).digest()
    return (one.issuer_name_hash, one.issuer_key_hash) == (name, key)


def _key_form(issuer: x509.Certificate) -> tuple[Encoding, PublicFormat]:
    key = issuer.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        return Encoding.X962, PublicFormat.UncompressedPoint
    if isinstance(key, ed25519.Ed25519PublicKey):
        return Encoding.Raw, PublicFormat.Raw
    return Encoding.DER, PublicFormat.PKCS1


def _answer(one: ocsp.OCSPSingleResponse, issuer: KeyDigest, source: str) -> OcspAnswer:
    state, reason = _STATES[one.certificate_status], one.revocation_reason
    if state is Revocation.REVOKED and reason is x509.ReasonFlags.certificate_hold:
        state = Revocation.SUSPENDED
    return OcspAnswer(
        issuer, one.serial_number, state, one.this_update_utc, one.next_update_utc, one.revocation_time_utc,
        reason.value if reason else "", source,
    )  # fmt: skip
