"""Certificates of device chains, walked by ourselves: what a phone in the field wrote must not stop the look at it.

Fields are read from exactly the bytes that the issuer signed (RFC 5280 section 4.1). What `cryptography` refuses to
list, as the malformed extensions of some makers and the odd algorithm names of software keystores, is no hindrance
here; keys and signatures are its work alone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mldsa, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.utils import CryptographyDeprecationWarning

from provenance.attestation import der
from provenance.attestation.limits import ATTESTATION_BYTES, CERTIFICATE_BYTES, CHAIN_CERTIFICATES, LEAST_RSA_BITS
from provenance.attestation.types import KeyDigest

_PEM: Final = re.compile(rb"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----")
_BASIC: Final = bytes.fromhex("551d13")
_USAGE: Final = bytes.fromhex("551d0f")
_MAY_SIGN_CERTIFICATES: Final = 0x04

_ECDSA: Final[Mapping[bytes, hashes.HashAlgorithm]] = {
    bytes.fromhex("2a8648ce3d040302"): hashes.SHA256(),
    bytes.fromhex("2a8648ce3d040303"): hashes.SHA384(),
    bytes.fromhex("2a8648ce3d040304"): hashes.SHA512(),
}
_RSA: Final[Mapping[bytes, hashes.HashAlgorithm]] = {
    bytes.fromhex("2a864886f70d01010b"): hashes.SHA256(),
    bytes.fromhex("2a864886f70d01010c"): hashes.SHA384(),
    bytes.fromhex("2a864886f70d01010d"): hashes.SHA512(),
}
_ED25519: Final = bytes.fromhex("2b6570")
_ML_DSA: Final = {
    bytes.fromhex("608648016503040311"): mldsa.MLDSA44PublicKey,
    bytes.fromhex("608648016503040312"): mldsa.MLDSA65PublicKey,
    bytes.fromhex("608648016503040313"): mldsa.MLDSA87PublicKey,
}
"""Signatures that quantum computers leave whole (RFC 9881): newest phones' keys, and some day their makers'."""


_UNDERSTOOD: Final = frozenset((*_ECDSA, *_RSA, _ED25519, *_ML_DSA))
_ML_DSA_KEYS: Final = (mldsa.MLDSA44PublicKey, mldsa.MLDSA65PublicKey, mldsa.MLDSA87PublicKey)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate as signed: `signed` is the part under the signature, names and key are DER, extensions by OID.

    `authority` is None where it says nothing about being one; `path_length` None where it sets no bound.
    """

    encoded: bytes = field(repr=False)
    signed: bytes = field(repr=False)
    algorithm: bytes
    signature: bytes = field(repr=False)
    serial: int = field(repr=False)
    issuer: bytes = field(repr=False)
    subject: bytes = field(repr=False)
    not_before: datetime
    not_after: datetime
    spki: bytes = field(repr=False)
    extensions: tuple[tuple[bytes, bytes], ...] = field(repr=False)
    authority: bool | None
    path_length: int | None
    may_sign_certificates: bool | None

    @property
    def key(self) -> KeyDigest:
        """What names the key of this certificate."""
        return KeyDigest(hashlib.sha256(self.spki).digest())

    def values_of(self, oid: bytes) -> tuple[bytes, ...]:
        """The values of every extension of that kind, as they stand there."""
        return tuple(value for name, value in self.extensions if name == oid)


def certificate(encoded: bytes) -> Certificate:
    """The certificate in these bytes; raises NotDer where its frame does not hold."""
    if len(encoded) > CERTIFICATE_BYTES:
        raise der.NotDer("a certificate of that size")
    signed, algorithm, signature = _three(der.parts(der.one(encoded, der.SEQUENCE).content))
    rest = list(der.parts(signed.content))
    if rest and der.explicit(rest[0]) == 0:
        rest = rest[1:]
    if len(rest) < 6:
        raise der.NotDer("a certificate without its fields")
    serial, inner, issuer, dates, subject, spki = rest[:6]
    if _algorithm(inner) != _algorithm(algorithm):
        raise der.NotDer("two names of one algorithm")
    extensions = _extensions(rest[6:])
    authority, path_length = _basic(extensions)
    begins, ends = _two(der.parts(dates.content))
    return Certificate(
        encoded, signed.encoded, _algorithm(algorithm), _bits(signature), der.integer(serial), issuer.encoded,
        subject.encoded, der.moment(begins), der.moment(ends), spki.encoded, extensions, authority, path_length,
        _may_sign_certificates(extensions),
    )  # fmt: skip


def _three(found: Sequence[der.Item]) -> tuple[der.Item, der.Item, der.Item]:
    if len(found) != 3 or found[0].kind != der.SEQUENCE:
        raise der.NotDer("not a certificate")
    return found[0], found[1], found[2]


def _two(found: Sequence[der.Item]) -> tuple[der.Item, der.Item]:
    if len(found) != 2:
        raise der.NotDer("not two values")
    return found[0], found[1]


def _algorithm(item: der.Item) -> bytes:
    # Parameters are not compared: one software keystore writes an encoded NULL in one place and not in the other.
    inside = der.parts(item.content)
    if item.kind != der.SEQUENCE or not inside or inside[0].kind != der.OID:
        raise der.NotDer("not an algorithm")
    return inside[0].content


def _bits(item: der.Item) -> bytes:
    if item.kind != der.BIT_STRING or item.content[:1] != b"\x00":
        raise der.NotDer("not a signature")
    return item.content[1:]


def _extensions(after_key: Sequence[der.Item]) -> tuple[tuple[bytes, bytes], ...]:
    for item in after_key:
        if der.explicit(item) == 3:
            return tuple(_extension(one) for one in der.parts(der.one(item.content, der.SEQUENCE).content))
    return ()


def _extension(item: der.Item) -> tuple[bytes, bytes]:
    inside = der.parts(item.content)
    if item.kind != der.SEQUENCE or not 2 <= len(inside) <= 3 or inside[0].kind != der.OID:
        raise der.NotDer("not an extension")
    return inside[0].content, der.octets(inside[-1])


def _basic(extensions: Sequence[tuple[bytes, bytes]]) -> tuple[bool | None, int | None]:
    found = [value for name, value in extensions if name == _BASIC]
    if not found:
        return None, None
    if len(found) > 1:
        return False, 0
    try:
        inside = der.parts(der.one(found[0], der.SEQUENCE).content)
        authority = bool(inside) and inside[0].kind == der.BOOLEAN and der.boolean(inside[0])
        return authority, der.integer(inside[1]) if authority and len(inside) > 1 else None
    except der.NotDer:
        return False, 0


def _may_sign_certificates(extensions: Sequence[tuple[bytes, bytes]]) -> bool | None:
    found = [value for name, value in extensions if name == _USAGE]
    if not found:
        return None
    try:
        bits = der.one(found[0], der.BIT_STRING).content
    except der.NotDer:
        return False
    return len(found) == 1 and len(bits) > 1 and bool(bits[1] & _MAY_SIGN_CERTIFICATES)


def chain_of(content: bytes) -> tuple[Certificate, ...]:
    """A chain, signer first, in PEM or in DER one after another; raises NotDer."""
    if len(content) > ATTESTATION_BYTES:
        raise der.NotDer("an attestation of that size")
    return chain_of_each(_in_pem(content) if content.lstrip()[:5] == b"-----" else _in_der(content))


def chain_of_each(encoded: Sequence[bytes]) -> tuple[Certificate, ...]:
    """A chain of certificates in DER each, signer first; raises NotDer."""
    if not 0 < len(encoded) <= CHAIN_CERTIFICATES:
        raise der.NotDer("a chain of that length")
    return tuple(certificate(one) for one in encoded)


def _in_pem(content: bytes) -> list[bytes]:
    try:
        return [base64.b64decode(b"".join(one.split()), validate=True) for one in _PEM.findall(content)]
    except binascii.Error as problem:
        raise der.NotDer("not PEM") from problem


def _in_der(content: bytes) -> list[bytes]:
    return [one.encoded for one in der.parts(content)]


@lru_cache(maxsize=256)
def public_key(spki: bytes) -> PublicKeyTypes | None:
    """The key, or None where `cryptography` does not take it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        try:
            return load_der_public_key(spki)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            return None


def signed_with(below: Certificate, spki: bytes, *, weak: bool = False) -> bool:
    """Whether this key made the signature of a certificate; `weak` takes short RSA keys, for roots nobody trusts."""
    check = _check_by(public_key(spki), below.algorithm, weak=weak)
    if check is None:
        return False
    try:
        check(below.signature, below.signed)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


Check = Callable[[bytes, bytes], None]


def _check_by(key: PublicKeyTypes | None, algorithm: bytes, *, weak: bool) -> Check | None:
    """How this key checks a signature of that algorithm, or None where it is not of its kind."""
    if isinstance(key, ec.EllipticCurvePublicKey) and algorithm in _ECDSA:
        return lambda made, signed: key.verify(made, signed, ec.ECDSA(_ECDSA[algorithm]))
    if isinstance(key, rsa.RSAPublicKey) and algorithm in _RSA and (weak or key.key_size >= LEAST_RSA_BITS):
        return lambda made, signed: key.verify(made, signed, padding.PKCS1v15(), _RSA[algorithm])
    if isinstance(key, ed25519.Ed25519PublicKey) and algorithm == _ED25519:
        return key.verify
    if isinstance(key, _ML_DSA_KEYS) and isinstance(key, _ML_DSA.get(algorithm, type(None))):
        return key.verify
    return None


def understood(below: Certificate) -> bool:
    """Whether the signature of a certificate is of a kind that can be checked here at all."""
    return below.algorithm in _UNDERSTOOD
