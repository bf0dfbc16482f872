"""Raw signatures of secure elements, as cameras that people build have them: a key, a digest, a signature.

Deterministic CBOR: `{1: algorithm, 2: key or certificates, 3: signature, 4: digest}`. Algorithm is -7 (ECDSA P-256,
r and s raw, over the digest itself) or -8 (Ed25519, the digest as its message); key is a SubjectPublicKeyInfo, or a
list of certificates, signer first. The digest says what was signed for; whether that is this content is for us to see.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from provenance.attestation.judging import Made, Signed, judged, refused
from provenance.attestation.levels import HARDWARE
from provenance.attestation.signatures import EDDSA, ES256, made_over_digest
from provenance.attestation.strict_cbor import BAD, deterministic_value
from provenance.attestation.types import Binding, ContentDigest, Evidence, Platform, Reader
from provenance.attestation.vouching import BAD_CERTIFICATE, CERTIFICATE_BYTES, Chain, bare_key, chain_of

NAME: Final = "secure_element"

ALGORITHM: Final = 1
KEY: Final = 2
SIGNATURE: Final = 3
DIGEST: Final = 4

MOST_BYTES: Final = 64 * 1024
"""Six certificates of the largest size, and room."""

_NAMES: Final = {ALGORITHM, KEY, SIGNATURE, DIGEST}
_HEADS: Final = (b"\xa4\x01\x26", b"\xa4\x01\x27")
"""A map of four whose first entry is algorithm -7 or -8."""


class SecureElement:
    """The format as a reader of sidecars uses it."""

    name = NAME

    def detect(self, attestation: bytes) -> bool:
        """Whether it begins as one."""
        return attestation.startswith(_HEADS)

    def verify(self, attestation: bytes, content: ContentDigest, at: datetime, reader: Reader) -> Evidence:
        """What the signature shows; a key that nobody lists shows that somebody signed, and no more."""
        signed = _signed(attestation, content)
        return refused(NAME) if signed is None else judged(NAME, Platform.SECURE_ELEMENT, signed, reader, at)


class _Fields(NamedTuple):
    algorithm: int
    chain: Chain
    signature: bytes
    digest: bytes


def _signed(attestation: bytes, content: ContentDigest) -> Signed | None:
    if (fields := _fields(attestation)) is None:
        return None
    binding = Binding.BOUND if fields.digest == content else Binding.UNBOUND
    return Signed(fields.chain, _made(fields), binding, HARDWARE, not_checked=("device_integrity",))


def _fields(attestation: bytes) -> _Fields | None:
    if len(attestation) > MOST_BYTES:
        return None
    try:
        found = deterministic_value(attestation)
    except BAD:
        return None
    if not isinstance(found, dict) or set(found) != _NAMES:
        return None
    algorithm, signature, digest = found[ALGORITHM], found[SIGNATURE], found[DIGEST]
    if algorithm not in (ES256, EDDSA) or not isinstance(signature, bytes) or not isinstance(digest, bytes):
        return None
    chain = _chain(found[KEY])
    return _Fields(algorithm, chain, signature, digest) if chain and len(digest) == 32 else None


def _chain(key: object) -> Chain | None:
    if isinstance(key, bytes):
        return bare_key(key) if len(key) <= CERTIFICATE_BYTES else None
    if isinstance(key, list) and all(isinstance(one, bytes) for one in key):
        return chain_of(key)
    return None


def _made(fields: _Fields) -> Made:
    try:
        key = fields.chain.public_key
    except BAD_CERTIFICATE:
        return Made.UNAVAILABLE
    return made_over_digest(key, fields.algorithm, fields.signature, fields.digest)


FORMAT: Final = SecureElement()
