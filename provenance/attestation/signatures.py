"""Signatures by the algorithms of COSE (RFC 9053, 9864), checked with the `cryptography` library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature

from provenance.attestation.judging import Made

ES256: Final = -7
EDDSA: Final = -8

SMALLEST_RSA: Final = 2048
"""Shorter keys are broken by those with means (RFC 8230 section 6.1)."""

_ECDSA: Final[Mapping[int, hashes.HashAlgorithm]] = {
    ES256: hashes.SHA256(), -35: hashes.SHA384(), -36: hashes.SHA512(), -9: hashes.SHA256(), -51: hashes.SHA384(),
    -52: hashes.SHA512(),
}  # fmt: skip
_CURVES: Final[Mapping[int, str]] = {-9: "secp256r1", -51: "secp384r1", -52: "secp521r1"}
_PLAIN_CURVES: Final = frozenset({"secp256r1", "secp384r1", "secp521r1"})
_PSS: Final[Mapping[int, hashes.HashAlgorithm]] = {-37: hashes.SHA256(), -38: hashes.SHA384(), -39: hashes.SHA512()}
_EDWARDS: Final[Mapping[int, type[ed25519.Ed25519PublicKey] | type[ed448.Ed448PublicKey]]] = {
    -19: ed25519.Ed25519PublicKey,
    -53: ed448.Ed448PublicKey,
}


def made_by(key: PublicKeyTypes, algorithm: int, signature: bytes, message: bytes) -> Made:
    """Whether this key signed this message by this algorithm (its COSE number); ECDSA signatures are r and s, raw."""
    try:
        return _checked(key, algorithm, signature, message)
    except InvalidSignature:
        return Made.BROKEN
    except (UnsupportedAlgorithm, ValueError, TypeError):
        return Made.UNAVAILABLE


def made_over_digest(key: PublicKeyTypes, algorithm: int, signature: bytes, digest: bytes) -> Made:
    """The same for a chip that is handed a SHA-256 digest: ECDSA signs it as it is, Ed25519 as its message."""
    if algorithm != ES256:
        return made_by(key, algorithm, signature, digest)
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        return Made.UNAVAILABLE
    try:
        key.verify(_dss(key, signature), digest, ec.ECDSA(Prehashed(hashes.SHA256())))
    except (InvalidSignature, ValueError):
        return Made.BROKEN
    return Made.MADE


def _checked(key: PublicKeyTypes, algorithm: int, signature: bytes, message: bytes) -> Made:
    if isinstance(key, ec.EllipticCurvePublicKey) and algorithm in _ECDSA:
        if key.curve.name not in ({_CURVES[algorithm]} if algorithm in _CURVES else _PLAIN_CURVES):
            return Made.UNAVAILABLE
        key.verify(_dss(key, signature), message, ec.ECDSA(_ECDSA[algorithm]))
    elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        if algorithm != EDDSA and not isinstance(key, _EDWARDS.get(algorithm, type(None))):
            return Made.UNAVAILABLE
        key.verify(signature, message)
    elif isinstance(key, rsa.RSAPublicKey) and algorithm in _PSS and key.key_size >= SMALLEST_RSA:
        salted = padding.PSS(padding.MGF1(_PSS[algorithm]), padding.PSS.DIGEST_LENGTH)
        key.verify(signature, message, salted, _PSS[algorithm])
    else:
        return Made.UNAVAILABLE
    return Made.MADE


def _dss(key: ec.EllipticCurvePublicKey, signature: bytes) -> bytes:
    half = (key.curve.key_size + 7) // 8
    if len(signature) != 2 * half:
        raise InvalidSignature
    return encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
