"""COSE_Sign1 from a device (RFC 9052), alone or as an EAT or CWT (RFC 9711, 8392), tagged or not.

The payload is the digest itself, or a set of claims whose nonce is the digest, or left out where the digest is meant.
Bare COSE_Sign1 is read without its tag as well: that a sidecar names the format says what it is. A key comes as a chain
(RFC 9360) or is one that the reader lists, named by the SHA-256 of its SubjectPublicKeyInfo as key id.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from provenance.attestation.formats.cose_sign1.claims import Claims, claims_of
from provenance.attestation.formats.cose_sign1.reading import Sign1, read_sign1
from provenance.attestation.formats.cose_sign1.signature import signature_of
from provenance.attestation.judging import Made, Signed, judged, refused
from provenance.attestation.levels import DEBUGGABLE, HARDWARE, LAPSED, LOCKED, UNLOCKED, Standing
from provenance.attestation.naming import key_digest
from provenance.attestation.types import Binding, ContentDigest, Evidence, Level, Platform, Reader
from provenance.attestation.vouching import BAD_CERTIFICATE, Chain, bare_key, chain_of

NAME: Final = "cose_sign1"

_HEADS: Final = (b"\x84", b"\xd2\x84", b"\xd8\x3d\xd2\x84")
"""An array of four: bare, tagged as COSE_Sign1, and that tagged as CWT."""

_KEY_NOT_GIVEN: Final = Standing(Level.ROOT_UNKNOWN, "key.not_given")
_CHAIN_UNREADABLE: Final = Standing(Level.REFUSED, "chain.unreadable")


class CoseSign1:
    """The format as a reader of sidecars uses it."""

    name = NAME

    def detect(self, attestation: bytes) -> bool:
        """Whether it begins as one."""
        return attestation.startswith(_HEADS)

    def verify(self, attestation: bytes, content: ContentDigest, at: datetime, reader: Reader) -> Evidence:
        """What the signature shows; without a key to check it by, nothing is said against it."""
        sign1 = read_sign1(attestation)
        if sign1 is None:
            return refused(NAME)
        if (chain := _chain(sign1, reader)) is None:
            return refused(NAME, _CHAIN_UNREADABLE if sign1.certificates else _KEY_NOT_GIVEN)
        return judged(NAME, Platform.SECURE_ELEMENT, _signed(sign1, chain, content, at), reader, at)


def _chain(sign1: Sign1, reader: Reader) -> Chain | None:
    if sign1.certificates:
        return chain_of(sign1.certificates)
    listed = (one for one in reader.roots if one.platform in (Platform.SECURE_ELEMENT, Platform.ANY))
    return next((bare_key(one.spki) for one in listed if key_digest(one.spki) == sign1.key_id), None)


def _signed(sign1: Sign1, chain: Chain, content: ContentDigest, at: datetime) -> Signed:
    claims = claims_of(sign1.payload)
    try:
        made = signature_of(sign1, chain.public_key, detached=content)
    except BAD_CERTIFICATE:
        return Signed(chain, Made.UNAVAILABLE, Binding.NOT_CHECKED, HARDWARE)
    binding = Binding.BOUND if sign1.payload in (None, content) or content in claims.nonces else Binding.UNBOUND
    signed = Signed(chain, made, binding, _best(claims, at), claims.hardware, claims.said, claims.issued_at)
    return replace(signed, model=claims.model, not_checked=() if claims.locked is not None else ("device_integrity",))


def _best(claims: Claims, at: datetime) -> Standing:
    """How strong a key in hardware is that says so much of the system around it."""
    moment = claims.issued_at or at
    if (claims.ends and claims.ends <= moment) or (claims.begins and claims.begins > moment):
        return LAPSED
    if claims.debuggable:
        return DEBUGGABLE
    return HARDWARE if claims.locked is None else LOCKED if claims.locked else UNLOCKED


FORMAT: Final = CoseSign1()
