"""OCSP responders that are made here, honest and hostile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from provenance.attestation.tests.minting import AT, Issued, Order, issued, key_of

ROOT = issued(Order("Authority", key_of(51), authority=True))
OTHER_ROOT = issued(Order("Authority", key_of(52), authority=True))
CAMERA = issued(Order("Camera", key_of(53)), ROOT)
NEIGHBOUR = issued(Order("Neighbour", key_of(54)), ROOT)


def certificate(one: Issued) -> x509.Certificate:
    return x509.load_der_x509_certificate(one.der)


@dataclass(frozen=True)
class Said:
    """What a response says; the defaults are those of an honest one made today about the camera."""

    state: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD
    about: Issued = CAMERA
    issuer: Issued = ROOT
    made: datetime = AT
    lasts: timedelta | None = timedelta(days=1)
    since: datetime | None = None
    reason: x509.ReasonFlags | None = None


def response(said: Said, signer: Issued = ROOT, responder: x509.Certificate | None = None) -> bytes:
    """The response, signed by a key, with a responder's certificate inside where one is given."""
    revoked = said.state is ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=certificate(said.about), issuer=certificate(said.issuer), algorithm=hashes.SHA256(),
        cert_status=said.state, this_update=said.made, next_update=said.made + said.lasts if said.lasts else None,
        revocation_time=(said.since or said.made) if revoked else None,
        revocation_reason=said.reason if revoked else None,
    )  # fmt: skip
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, certificate(signer))
    if responder is not None:
        builder = builder.certificates([responder])
    return builder.sign(signer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def responder(by: Issued = ROOT, *, number: int = 55, allowed: bool = True, ends: datetime | None = None) -> Issued:
    """A key that an authority certified, for OCSP or for something else."""
    usage = ExtendedKeyUsageOID.OCSP_SIGNING if allowed else ExtendedKeyUsageOID.EMAIL_PROTECTION
    key = key_of(number)
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(certificate(by).subject)
        .public_key(key.public_key())
        .serial_number(number)
        .not_valid_before(AT - timedelta(days=90))
        .not_valid_after(ends or AT + timedelta(days=3650))
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        .sign(by.key, hashes.SHA256())
    )
    return Issued("", key, made.public_bytes(Encoding.DER))


def no_answer() -> bytes:
    """A responder's refusal to answer."""
    return ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER).public_bytes(Encoding.DER)
