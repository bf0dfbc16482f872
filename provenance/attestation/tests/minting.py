"""A maker's authorities and keys that are made here, so that tests can forge what nobody could with a real maker's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

from provenance.attestation.naming import key_digest
from provenance.attestation.types import MakerRoot, Platform, Revocation, RevocationEvidence, RootTier

AT = datetime(2026, 5, 1, tzinfo=UTC)
YEARS = timedelta(days=3650)


def key_of(number: int) -> ec.EllipticCurvePrivateKey:
    """The same key for the same number, in every run."""
    return ec.derive_private_key(1_000_003 + number, ec.SECP256R1())


def spki(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Its public half as DER."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True)
class Issued:
    """A certificate with the key it certifies."""

    name: str
    key: ec.EllipticCurvePrivateKey
    der: bytes


@dataclass(frozen=True)
class Order:
    """What a certificate is to say; `authority` None leaves the constraint out, `extensions` are OID and value."""

    name: str
    key: ec.EllipticCurvePrivateKey
    authority: bool | None = None
    path_length: int | None = None
    extensions: Sequence[tuple[str, bytes]] = ()
    begins: datetime = AT - YEARS
    ends: datetime = AT + YEARS
    issuer_name: str | None = None
    may_sign_certificates: bool | None = None


def issued(order: Order, by: Issued | None = None, with_key: ec.EllipticCurvePrivateKey | None = None) -> Issued:
    """The certificate, signed by an issuer or by itself; `with_key` signs in the issuer's name with another key."""
    issuer = order.issuer_name or (by.name if by else order.name)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(order.name))
        .issuer_name(_name(issuer))
        .public_key(order.key.public_key())
        .serial_number(int.from_bytes(order.name.encode()[:16]) or 1)
        .not_valid_before(order.begins)
        .not_valid_after(order.ends)
    )
    if order.authority is not None:
        length = order.path_length if order.authority else None
        builder = builder.add_extension(x509.BasicConstraints(order.authority, length), critical=True)
    if order.may_sign_certificates is not None:
        builder = builder.add_extension(_usage(order.may_sign_certificates), critical=True)
    for oid, value in order.extensions:
        builder = builder.add_extension(x509.UnrecognizedExtension(ObjectIdentifier(oid), value), critical=False)
    made = builder.sign(with_key or (by.key if by else order.key), hashes.SHA256())
    return Issued(order.name, order.key, made.public_bytes(Encoding.DER))


def _usage(certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=certificates, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def root_of(one: Issued, platform: Platform, tier: RootTier = RootTier.OFFICIAL) -> MakerRoot:
    """The listed root that this certificate's key is."""
    return MakerRoot(key_digest(spki(one.key)), "A maker", platform, tier, spki(one.key), origin="test")


class AllGood:
    """A source that has heard nothing bad of any certificate."""

    def of_serial(self, platform: Platform, serial: int, issuer: object, at: datetime) -> RevocationEvidence:
        return RevocationEvidence(Revocation.GOOD, "test.good", at)
