"""The check of a COSE_Sign1 signature (RFC 9052 section 4.4)."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

from provenance.attestation.formats.cose_sign1.reading import Sign1
from provenance.attestation.judging import Made
from provenance.attestation.signatures import made_by
from provenance.attestation.strict_cbor import deterministic


def signature_of(sign1: Sign1, key: PublicKeyTypes, *, detached: bytes = b"", external: bytes = b"") -> Made:
    """Whether this key made it; `detached` is a payload that was left out, `external` what was agreed on apart."""
    payload = detached if sign1.payload is None else sign1.payload
    signed = deterministic(["Signature1", sign1.protected, external, payload])
    return made_by(key, sign1.algorithm, sign1.signature, signed)
