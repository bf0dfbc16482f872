"""Makers and cameras of the demo: every key follows from a seed, so that fixtures come out the same each time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from provenance.attestation.naming import key_digest, spki_of

PROVES_NOTHING: Final = "DEMO - proves nothing"
LIFETIME: Final = timedelta(days=20 * 365)
BACKDATED: Final = timedelta(days=1)
"""Clocks differ a little: a certificate that starts "now" may start in its reader's future."""

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256 (FIPS 186-4 D.1.2.3)."""

_PURPOSES: Final = (ExtendedKeyUsageOID.EMAIL_PROTECTION, x509.ObjectIdentifier("1.3.6.1.4.1.62558.2.1"))
"""What a certificate must be for where the camera writes content credentials."""

Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Certified:
    """A key with its certificate."""

    key: Key = field(repr=False)
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate as it stands in a chain."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        """The certificate as it stands in a file of roots."""
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker of cameras: the root that readers list, and the plant that certifies the key of each camera."""

    name: str
    root: Certified
    plant: Certified


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera as it left the plant."""

    own: Certified
    above: tuple[bytes, ...] = field(repr=False)
    model: str = "DEMO Camera One"
    firmware: str = "1.0"


@dataclass(frozen=True, slots=True)
class Plate:
    """What stands on a camera."""

    model: str = "DEMO Camera One"
    firmware: str = "1.0"
    serial: str = "D-0000001"


def maker(name: str, seed: bytes, now: datetime, *, root_name: str = "") -> Maker:
    """A maker whose keys follow from the seed."""
    root = _certified(seed, b"root", (name, root_name or f"{name} root", ""), None, now)
    return Maker(name, root, _certified(seed, b"plant", (name, f"{name} plant", ""), root, now))


def camera(made_by: Maker, plate: Plate, seed: bytes, now: datetime, *, edwards: bool = False) -> Camera:
    """A camera of this maker; its certificate names the serial number, as a key certified with it must."""
    names = (made_by.name, plate.model, plate.serial)
    own = _certified(seed, b"camera" + plate.serial.encode(), names, made_by.plant, now, edwards=edwards)
    return Camera(own, (made_by.plant.der,), plate.model, plate.firmware)


def status_list(made_by: Maker, *withdrawn: int) -> bytes:
    """The maker's list of withdrawn certificates, by serial number; of certificates of its root and its plant."""
    issuers = [key_digest(spki_of(one.certificate)).hex() for one in (made_by.root, made_by.plant)]
    entries = {f"{serial:x}": {"status": "REVOKED", "reason": "KEY_COMPROMISE"} for serial in withdrawn}
    return json.dumps({"issuers": issuers, "entries": entries}, indent=1).encode()


def key_from(seed: bytes, role: bytes, *, edwards: bool = False) -> Key:
    """The key of one role under a seed."""
    digest = hashlib.sha512(b"firstlight demo camera\x00" + role + b"\x00" + seed).digest()
    if edwards:
        return ed25519.Ed25519PrivateKey.from_private_bytes(digest[:32])
    return ec.derive_private_key(int.from_bytes(digest) % (_ORDER - 1) + 1, ec.SECP256R1())


def _certified(
    seed: bytes, role: bytes, names: tuple[str, str, str], by: Certified | None, now: datetime, *, edwards: bool = False
) -> Certified:
    key = key_from(seed, role, edwards=edwards)
    authority = role in (b"root", b"plant")
    subject = _name(*names)
    builder = (
        x509.CertificateBuilder(
            by.certificate.subject if by else subject,
            subject,
            key.public_key(),
            int.from_bytes(hashlib.sha256(role + seed).digest()[:15]) | 1,
            now - BACKDATED,
            now + LIFETIME,
        )
        .add_extension(x509.BasicConstraints(authority, None if by is None or not authority else 0), critical=True)
        .add_extension(_usage(certificates=authority), critical=True)
    )
    if by is not None and not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage(_PURPOSES), critical=False)
    if by is not None:
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(above, critical=False)
    return Certified(key, builder.sign(_signing(by.key if by else key), hashes.SHA256(), ecdsa_deterministic=True))


def _signing(key: Key) -> ec.EllipticCurvePrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("only makers' own keys certify, and these are P-256")
    return key


def _name(organisation: str, common_name: str, serial: str) -> x509.Name:
    attributes = [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, PROVES_NOTHING),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    return x509.Name(attributes + ([x509.NameAttribute(NameOID.SERIAL_NUMBER, serial)] if serial else []))


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(not certificates, False, False, False, False, certificates, False, False, False)
