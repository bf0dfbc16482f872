"""Certificates made by the tests that look like others: same names and number, another key, authority or level."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fixtures.pki import Authority, Identity

LEVEL = x509.ObjectIdentifier("1.3.6.1.4.1.62558.3")
ARC = bytes.fromhex("060a2b0601040183e85e03")


def recertified(
    signer: Identity,
    by: Authority,
    *,
    key: ec.EllipticCurvePrivateKey | None = None,
    serial: int | None = None,
    extensions: Sequence[x509.UnrecognizedExtension] = (),
) -> Identity:
    """The signer's certificate once more, by this authority, with a new key unless one is given."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    old = signer.certificate
    builder = (
        x509.CertificateBuilder()
        .subject_name(old.subject)
        .issuer_name(by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(serial or old.serial_number)
        .not_valid_before(old.not_valid_before_utc)
        .not_valid_after(old.not_valid_after_utc)
    )
    for one in old.extensions:
        if not isinstance(one.value, x509.AuthorityKeyIdentifier | x509.SubjectKeyIdentifier):
            builder = builder.add_extension(one.value, critical=one.critical)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
    )
    for extra in extensions:
        builder = builder.add_extension(extra, critical=False)
    return Identity(key, builder.sign(by.key, hashes.SHA256()), by.certificate)


def of_level(signer: Identity, by: Authority, level: int) -> Identity:
    """The same signer, whose certificate states this assurance level."""
    stated = x509.UnrecognizedExtension(LEVEL, ARC + bytes([level * 10]))
    return recertified(signer, by, key=signer.key, extensions=(stated,))


def key_hex(signer: Identity) -> str:
    """SHA-256 of the signer's public key, as lists name it."""
    return hashlib.sha256(
        signer.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).hexdigest()
