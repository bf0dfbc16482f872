"""How an Android attestation travels: a chain alone, or a chain with a signature that the attested key made.

Chain alone: PEM, or certificates in DER one after another; it binds content by its challenge. With a signature: CBOR
`{"x5c": [DER, …], "sig": bytes}`, where `sig` is the attested key's signature over the captured bytes (ECDSA or RSA
PKCS #1 v1.5 with SHA-256, as the platform's `SHA256withECDSA` and `SHA256withRSA` make it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.attestation import der
from provenance.attestation.chain_certificates import Certificate, chain_of, chain_of_each
from provenance.attestation.limits import ATTESTATION_BYTES
from provenance.attestation.strict_cbor import BAD, whole_value

CHAIN, SIGNATURE = "x5c", "sig"


@dataclass(frozen=True, slots=True)
class Attested:
    """A chain, signer first, and the signature over the content where one came along."""

    chain: tuple[Certificate, ...]
    signature: bytes | None = None


def read(attestation: bytes) -> Attested:
    """What these bytes hold; raises NotDer."""
    if len(attestation) > ATTESTATION_BYTES:
        raise der.NotDer("an attestation of that size")
    if attestation[:1] == b"\x30" or attestation.lstrip()[:5] == b"-----":
        return Attested(chain_of(attestation))
    try:
        held = whole_value(attestation)
    except BAD as problem:
        raise der.NotDer("neither certificates nor CBOR") from problem
    return _from_map(held)


def _from_map(held: object) -> Attested:
    if not isinstance(held, Mapping) or not set(held) <= {CHAIN, SIGNATURE}:
        raise der.NotDer("not an attestation")
    chain, signature = held.get(CHAIN), held.get(SIGNATURE)
    if not isinstance(chain, list | tuple) or not isinstance(signature, bytes | None):
        raise der.NotDer("not an attestation")
    return Attested(chain_of_each([one for one in chain if isinstance(one, bytes)]), signature)
