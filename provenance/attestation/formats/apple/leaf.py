"""What Apple writes into the certificate of an app's key: the nonce it attested, and the app."""

from __future__ import annotations

import hashlib
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provenance.attestation import der
from provenance.attestation.chain_certificates import Certificate, public_key

NONCE_OID: Final = bytes.fromhex("2a864886f763640802")
"""1.2.840.113635.100.8.2"""

_APP_OID: Final = bytes.fromhex("2a864886f763640805")
"""1.2.840.113635.100.8.5; not documented, so it is used to find a readable name and never to decide."""

_APP_TAG: Final = 1204


def nonce_of(leaf: Certificate) -> bytes | None:
    """The nonce that the certificate was made for, or None where it has none that can be read."""
    found = leaf.values_of(NONCE_OID)
    if len(found) != 1:
        return None
    try:
        inside = der.parts(der.one(found[0], der.SEQUENCE).content)
        return der.octets(der.one(inside[0].content)) if len(inside) == 1 and der.explicit(inside[0]) == 1 else None
    except der.NotDer:
        return None


def app_named(leaf: Certificate, digest: bytes) -> str:
    """The app id in the certificate, where it is the one whose digest was signed; else empty."""
    try:
        for value in leaf.values_of(_APP_OID):
            for item in der.parts(der.one(value, der.SEQUENCE).content):
                if der.explicit(item) == _APP_TAG:
                    name = der.octets(der.one(item.content))
                    return name.decode("ascii", "replace") if hashlib.sha256(name).digest() == digest else ""
    except der.NotDer:
        return ""
    return ""


def key_of(leaf: Certificate) -> ec.EllipticCurvePublicKey | None:
    """The app's key; App Attest knows P-256 alone."""
    key = public_key(leaf.spki)
    return key if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1" else None


def key_id_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """The name of a key: SHA-256 of its point, uncompressed."""
    return hashlib.sha256(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)).digest()
