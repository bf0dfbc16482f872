"""How each kind of note signature is checked: C2SP signed-note and tlog-cosignature."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from chronology.errors import Malformed, ProofBroken
from chronology.notes.checkpoint import parse_checkpoint

TIMESTAMP_BYTES: Final = 8
MAX_TIMESTAMP: Final = 2**63 - 1  # tlog-cosignature, "Format"


class Algorithm(IntEnum):
    """The signature types of C2SP signed-note that are understood; others are kept, never trusted."""

    ED25519 = 1
    ECDSA = 2
    ED25519_COSIGNATURE = 4
    ML_DSA_44_COSIGNATURE = 6


COSIGNATURES: Final = frozenset((Algorithm.ED25519_COSIGNATURE, Algorithm.ML_DSA_44_COSIGNATURE))


def key_id_of(name: str, algorithm: int, key: bytes) -> bytes:
    """The four bytes that name a key beside its name (signed-note, "Signatures"); for ECDSA of the key alone."""
    named = key if algorithm == Algorithm.ECDSA else name.encode() + b"\n" + bytes([algorithm]) + key
    return sha256(named).digest()[:4]


def check_signature(algorithm: int, key: bytes, name: str, text: bytes, signature: bytes) -> None:
    """Check a signature (without its key id) over the text of a note; raises ProofBroken, returns nothing."""
    check = _CHECKS.get(algorithm)
    if check is None:
        raise ProofBroken(f"Signatures of type {algorithm} are not understood here.")
    try:
        check(key, name, text, signature)
    except (InvalidSignature, Malformed, ValueError) as error:
        raise ProofBroken(f"The signature of {name} does not fit this text.") from error


def require_key(algorithm: int, key: bytes) -> None:
    """Refuse bytes that cannot be a public key of this type; raises Malformed."""
    try:
        if algorithm == Algorithm.ECDSA:
            _ecdsa(key)
        elif algorithm == Algorithm.ML_DSA_44_COSIGNATURE:
            MLDSA44PublicKey.from_public_bytes(key)
        elif algorithm in tuple(Algorithm):
            Ed25519PublicKey.from_public_bytes(key)
    except ValueError as error:
        raise Malformed("These bytes are not a public key of the type they claim.") from error


def cosigned_text(text: bytes, timestamp: int) -> bytes:
    """What an Ed25519 cosigner signs (tlog-cosignature, "Ed25519 signed message")."""
    return b"cosignature/v1\ntime %d\n%s" % (timestamp, text)


def cosigned_structure(name: str, text: bytes, timestamp: int) -> bytes:
    """What an ML-DSA-44 cosigner signs (tlog-cosignature, "ML-DSA-44 signed message"); the text is a checkpoint."""
    checkpoint = parse_checkpoint(text.decode())
    names = [bytes([len(one)]) + one for one in (name.encode(), checkpoint.origin.encode())]
    return b"subtree/v1\n\0%s%s%s%s%s%s" % (
        names[0],
        timestamp.to_bytes(8, "big"),
        names[1],
        bytes(8),
        checkpoint.size.to_bytes(8, "big"),
        checkpoint.root,
    )


def split_timestamp(signature: bytes) -> tuple[int, bytes]:
    """The seconds since 1970 in front of a cosignature, and the rest; raises Malformed."""
    timestamp = int.from_bytes(signature[:TIMESTAMP_BYTES], "big")
    if len(signature) <= TIMESTAMP_BYTES or timestamp > MAX_TIMESTAMP:
        raise Malformed("A cosignature begins with eight bytes of time.")
    return timestamp, signature[TIMESTAMP_BYTES:]


def _check_ed25519(key: bytes, _: str, text: bytes, signature: bytes) -> None:
    Ed25519PublicKey.from_public_bytes(key).verify(signature, text)


def _check_ecdsa(key: bytes, _: str, text: bytes, signature: bytes) -> None:
    _ecdsa(key).verify(signature, text, ECDSA(SHA256()))


def _check_cosignature(key: bytes, _: str, text: bytes, signature: bytes) -> None:
    timestamp, rest = split_timestamp(signature)
    Ed25519PublicKey.from_public_bytes(key).verify(rest, cosigned_text(text, timestamp))


def _check_ml_dsa_44(key: bytes, name: str, text: bytes, signature: bytes) -> None:
    timestamp, rest = split_timestamp(signature)
    MLDSA44PublicKey.from_public_bytes(key).verify(rest, cosigned_structure(name, text, timestamp))


def _ecdsa(der: bytes) -> EllipticCurvePublicKey:
    key = load_der_public_key(der)
    if not isinstance(key, EllipticCurvePublicKey) or key.curve.name not in ("secp256r1", "secp384r1", "secp521r1"):
        raise ValueError("not a NIST curve")
    return key


_CHECKS: Final[dict[int, Callable[[bytes, str, bytes, bytes], None]]] = {
    Algorithm.ED25519: _check_ed25519,
    Algorithm.ECDSA: _check_ecdsa,
    Algorithm.ED25519_COSIGNATURE: _check_cosignature,
    Algorithm.ML_DSA_44_COSIGNATURE: _check_ml_dsa_44,
}
