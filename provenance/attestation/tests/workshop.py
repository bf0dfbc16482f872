"""A maker of cameras for the tests: roots, authorities and devices, honest ones and others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from provenance.attestation.formats import secure_element
from provenance.attestation.naming import key_digest
from provenance.attestation.strict_cbor import deterministic
from provenance.attestation.types import (
    ContentDigest,
    KeyDigest,
    MakerRoot,
    Platform,
    Reader,
    Revocation,
    RevocationEvidence,
    RootTier,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONTENT = ContentDigest(hashlib.sha256(b"a picture").digest())
OTHER = ContentDigest(hashlib.sha256(b"another picture").digest())
YEAR = timedelta(days=365)
P256 = ec.SECP256R1()

Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(P256)


def spki(key: Key) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True)
class Certified:
    """A key with its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Wish:
    """What a certificate is to say; `authority` None: nothing about that."""

    name: str = "A Maker"
    serial: str = ""
    authority: bool | None = False
    path_length: int | None = None
    begins: datetime = NOW - YEAR
    ends: datetime = NOW + YEAR
    extra: x509.UnrecognizedExtension | None = None
    may_sign_certificates: bool | None = None


def certified(wish: Wish, above: Certified | None = None, key: Key | None = None) -> Certified:
    """A certificate as wished, by the one above or by itself."""
    key = key or new_key()
    names = [x509.NameAttribute(NameOID.COMMON_NAME, wish.name)]
    names += [x509.NameAttribute(NameOID.SERIAL_NUMBER, wish.serial)] if wish.serial else []
    subject = x509.Name(names)
    issuer = above.certificate.subject if above else subject
    made = x509.CertificateBuilder(
        issuer, subject, key.public_key(), x509.random_serial_number(), wish.begins, wish.ends
    )
    if wish.authority is not None:
        made = made.add_extension(x509.BasicConstraints(wish.authority, wish.path_length), critical=True)
    if wish.may_sign_certificates is not None:
        flag = wish.may_sign_certificates
        made = made.add_extension(
            x509.KeyUsage(not flag, False, False, False, False, flag, False, False, False), critical=True
        )
    if wish.extra is not None:
        made = made.add_extension(wish.extra, critical=True)
    by = above.key if above else key
    return Certified(key, made.sign(by, None if isinstance(by, ed25519.Ed25519PrivateKey) else hashes.SHA256()))


ROOT = certified(Wish("A Maker Root", authority=True))
PLANT = certified(Wish("A Maker Plant", authority=True, path_length=0), ROOT)
CAMERA = certified(Wish("Camera", serial="A-1234567"), PLANT)


@dataclass(frozen=True)
class Known:
    """A status list in a test: what is known of each serial number, of the others `standing`."""

    serials: dict[int, RevocationEvidence]
    standing: Revocation = Revocation.GOOD

    def of_serial(self, platform: Platform, serial: int, issuer: KeyDigest | None, at: datetime) -> RevocationEvidence:
        return self.serials.get(serial) or RevocationEvidence(self.standing, f"revocation.{self.standing}", NOW)


def root_of(certified: Certified, **changes: object) -> MakerRoot:
    own = spki(certified.key)
    made = MakerRoot(key_digest(own), "A Maker", Platform.SECURE_ELEMENT, RootTier.MAKER, own)
    return replace(made, **changes)  # type: ignore[arg-type]


READER = Reader((root_of(ROOT),), Known({}))


def raw(signature: bytes) -> bytes:
    r, s = decode_dss_signature(signature)
    return r.to_bytes(32) + s.to_bytes(32)


def over_digest(key: Key, digest: bytes) -> bytes:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(digest)
    return raw(key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256()))))


def attested(
    digest: bytes = CONTENT,
    camera: Certified = CAMERA,
    above: tuple[Certified, ...] = (PLANT,),
    change: Callable[[dict[int, object]], dict[int, object]] = dict,
) -> bytes:
    """What a camera with a secure element gives out for a digest; `change` is the forger's."""
    fields: dict[int, object] = {
        1: -8 if isinstance(camera.key, ed25519.Ed25519PrivateKey) else -7,
        2: [camera.der, *(one.der for one in above)],
        3: over_digest(camera.key, digest),
        4: digest,
    }
    return deterministic(change(fields))


ELEMENT = secure_element.FORMAT
