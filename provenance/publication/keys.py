"""The newsroom's key from a file, and what every key has in common: its certificates must be of that very key."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from provenance.publication.errors import BadKey
from provenance.publication.types import Algorithm

KEY_BYTES: Final = 64 * 1024
"""A key or a chain in PEM takes a few KB."""

LEAST_RSA_BITS: Final = 2048

Private = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey

NOT_OF_THIS_KEY: Final = "The newsroom's certificate is not of the newsroom's key. Name the certificate made for it."
NO_KEY: Final = (
    "The newsroom's key cannot be read. It must be an unencrypted PEM file with a P-256, P-384, Ed25519 or RSA key."
)
NO_CHAIN: Final = "The newsroom's certificates cannot be read. They must be PEM, the signer's first."


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key that lies in a file."""

    key: Private = field(repr=False)
    chain_pem: bytes

    @property
    def algorithm(self) -> Algorithm:
        """By the kind of key."""
        return algorithm_of(self.key.public_key())

    def sign(self, content: bytes) -> bytes:
        """As COSE writes signatures."""
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return self.key.sign(content)
        if isinstance(self.key, rsa.RSAPrivateKey):
            salted = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
            return self.key.sign(content, salted, hashes.SHA256())
        digest = hashes.SHA384() if self.algorithm is Algorithm.ES384 else hashes.SHA256()
        half = self.key.curve.key_size // 8
        return b"".join(one.to_bytes(half) for one in decode_dss_signature(self.key.sign(content, ec.ECDSA(digest))))


def file_key(key: Path, chain: Path) -> FileKey:
    """The key in a file with the certificates in another; raises BadKey."""
    try:
        private = load_pem_private_key(_read(key), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise BadKey(NO_KEY, type(problem).__name__) from problem
    if not isinstance(private, Private):
        raise BadKey(NO_KEY)
    found = FileKey(private, chain_of(chain, private.public_key()))
    _ = found.algorithm
    return found


def chain_of(path: Path, key: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | rsa.RSAPublicKey) -> bytes:
    """The certificates in a file, whose first must be of this key; raises BadKey."""
    try:
        pem = _read(path)
        first = x509.load_pem_x509_certificates(pem)[0]
        own = first.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (OSError, ValueError, IndexError, UnsupportedAlgorithm) as problem:
        raise BadKey(NO_CHAIN, type(problem).__name__) from problem
    if own != key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo):
        raise BadKey(NOT_OF_THIS_KEY)
    return pem


def algorithm_of(key: object) -> Algorithm:
    """How a key of this kind signs claims; raises BadKey for a kind that C2PA does not take."""
    if isinstance(key, ed25519.Ed25519PublicKey):
        return Algorithm.ED25519
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= LEAST_RSA_BITS:
        return Algorithm.PS256
    if isinstance(key, ec.EllipticCurvePublicKey):
        by_curve = {"secp256r1": Algorithm.ES256, "secp384r1": Algorithm.ES384}
        if key.curve.name in by_curve:
            return by_curve[key.curve.name]
    raise BadKey(NO_KEY)


def _read(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(KEY_BYTES)
