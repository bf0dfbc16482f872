"""The signature of a claim or identity, checked by ourselves: COSE_Sign1 with the chain inside (RFC 9052, 9053, 9360).

The library checks it as well; that both agree ties the certificate shown here to the signature that was checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import cbor2
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from provenance.credentials.cbor import BAD_CBOR, value_of
from provenance.credentials.chains import certificates_of

_ALGORITHM: Final = 1
_CHAIN: Final = (33, "x5chain")
_SIGN1_TAG: Final = 18
_HASHES: Final[Mapping[int, hashes.HashAlgorithm]] = {
    -7: hashes.SHA256(), -35: hashes.SHA384(), -36: hashes.SHA512(),
    -37: hashes.SHA256(), -38: hashes.SHA384(), -39: hashes.SHA512(),
}  # fmt: skip
_EDDSA: Final = -8


@dataclass(frozen=True, slots=True)
class Sign1:
    """A signature with its protected header as written, its algorithm (COSE number) and its chain, signer first."""

    protected: bytes
    algorithm: int
    chain: tuple[x509.Certificate, ...]
    payload: bytes | None
    signature: bytes


def read_sign1(content: bytes) -> Sign1 | None:
    """The signature, or None where it is none that is understood; never raises."""
    try:
        whole = value_of(content)
        parts = whole.value if isinstance(whole, cbor2.CBORTag) and whole.tag == _SIGN1_TAG else whole
        return _sign1(*parts) if isinstance(parts, list | tuple) and len(parts) == 4 else None
    except BAD_CBOR:
        return None


def _sign1(protected: object, unprotected: object, payload: object, signature: object) -> Sign1 | None:
    if not isinstance(protected, bytes) or not isinstance(signature, bytes) or not isinstance(payload, bytes | None):
        return None
    header = value_of(protected)
    algorithm = header.get(_ALGORITHM) if isinstance(header, Mapping) else None
    chain = certificates_of(_only_chain(header, unprotected))
    return Sign1(protected, algorithm, chain, payload, signature) if isinstance(algorithm, int) and chain else None


def _only_chain(protected: object, unprotected: object) -> list[bytes]:
    # With two chains the library may believe the one and we show the other.
    found = [one for header in (protected, unprotected) for one in _chains(header)]
    return found[0] if len(found) == 1 else []


def _chains(header: object) -> list[list[bytes]]:
    """The chains of a header; what lies below a tag is decoded to tuples."""
    listed = [header[name] for name in _CHAIN if name in header] if isinstance(header, Mapping) else []
    chains = [list(one) if isinstance(one, list | tuple) else [one] for one in listed]
    return [chain if all(isinstance(one, bytes) for one in chain) else [] for chain in chains]


def made_by_chain(sign1: Sign1, payload: bytes) -> bool:
    """Whether the key of the chain's first certificate signed these bytes (RFC 9052 section 4.4)."""
    if sign1.payload not in (None, payload):
        return False
    signed = cbor2.dumps(["Signature1", sign1.protected, b"", payload])
    try:
        check = _check_for(sign1)
        check(signed)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _check_for(sign1: Sign1) -> Callable[[bytes], None]:
    key, made = sign1.chain[0].public_key(), sign1.signature
    if isinstance(key, ed25519.Ed25519PublicKey) and sign1.algorithm == _EDDSA:
        return lambda signed: key.verify(made, signed)
    digest = _HASHES.get(sign1.algorithm)
    if isinstance(key, ec.EllipticCurvePublicKey) and digest and sign1.algorithm not in (-37, -38, -39):
        half = len(made) // 2
        whole = encode_dss_signature(int.from_bytes(made[:half]), int.from_bytes(made[half:]))
        return lambda signed: key.verify(whole, signed, ec.ECDSA(digest))
    if isinstance(key, rsa.RSAPublicKey) and digest and sign1.algorithm in (-37, -38, -39):
        salted = padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
        return lambda signed: key.verify(made, signed, salted, digest)
    raise UnsupportedAlgorithm(str(sign1.algorithm))
