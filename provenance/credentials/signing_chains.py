"""Who signed each manifest of a store: the certificates out of the file, which the library does not give.

The signature over the claim is checked here as well, so that the certificate shown is the one whose key signed; the
library's answer stays the answer (`agreed`), and where the two disagree nothing here grants trust.
Source: C2PA 2.2 sections 11.1, 13.2 and 14.5; RFC 9052, 9360.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provenance.attestation.types import KeyDigest
from provenance.credentials.assurance import level_of, record_of
from provenance.credentials.certificates import certificate_of
from provenance.credentials.chains import certificates_of, der_of
from provenance.credentials.claim_boxes import ClaimBox, claims_in
from provenance.credentials.contents import short
from provenance.credentials.cose import made_by_chain, read_sign1
from provenance.credentials.issuers import issuer_in, issuer_on_lists
from provenance.credentials.reading import Certificate, Chain, Label, Manifest
from provenance.credentials.signature_stamps import stamped_at, stapled
from provenance.credentials.signed_metadata import Device, device_of
from provenance.policy import Policy


class Signature(StrEnum):
    """What our own check of the claim signature found; `not_checkable`: we cannot read it, which accuses nobody."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """The signer of one manifest; everything but the level and the record names somebody and stays in the child.

    `chain` is DER, signer first, empty where nothing could be read; `assurance` is 1, 2 or None as the signer's own
    certificate says; `record` the product's number in the list of conforming products. `device` is the signer's word;
    `issuer` the key that did issue the signer's certificate, None where that authority is not at hand; `staples` OCSP
    responses as they were enclosed, unchecked.
    """

    label: Label = field(repr=False)
    signature: Signature
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    key: KeyDigest | None = field(default=None, repr=False)
    issuer: KeyDigest | None = field(default=None, repr=False)
    certificate: Certificate | None = field(default=None, repr=False)
    assurance: int | None = None
    record: str = ""
    stamped_at: datetime | None = None
    generator: str = ""
    generator_version: str = ""
    device: Device = field(default_factory=Device, repr=False)
    staples: tuple[bytes, ...] = field(default=(), repr=False)


def signed_by(store: bytes) -> tuple[SignedBy, ...]:
    """The signers of all manifests that can be told apart, in the order of the store; never raises."""
    with warnings.catch_warnings():
        # Certificates of strangers are odd in ways that cryptography complains of, and are read as they are.
        warnings.simplefilter("ignore")
        return tuple(_signed(Label(label), claim) for label, claim in claims_in(store))


def agreed(chain: Chain, signed: tuple[SignedBy, ...], policy: Policy) -> Mapping[Label, SignedBy]:
    """Those on whose certificate and signature the library and we agree; only they may be used to trust or to name."""
    by_label = {one.label: one for one in signed}
    return {
        one.label: _with_issuer(found, policy)
        for one in chain.manifests
        if (found := by_label.get(one.label)) is not None and _agrees(chain, one, found)
    }


def _agrees(chain: Chain, manifest: Manifest, found: SignedBy) -> bool:
    if found.signature is not Signature.HOLDS or found.certificate != manifest.certificate:
        return False
    return not any(one.failed and one.code.startswith("claimSignature.mismatch") for one in chain.about(manifest.label))


def _with_issuer(signed: SignedBy, policy: Policy) -> SignedBy:
    if signed.issuer is not None:
        return signed
    found = [issuer_on_lists(one, policy) for one in certificates_of(signed.chain[:1])]
    return replace(signed, issuer=key_digest(found[0])) if found and found[0] else signed


def _signed(label: Label, claim: ClaimBox | None) -> SignedBy:
    sign1 = read_sign1(claim.signature) if claim else None
    if claim is None or sign1 is None:
        return SignedBy(label, Signature.NOT_CHECKABLE)
    signer, issuer, (generator, version) = sign1.chain[0], issuer_in(sign1.chain), _generator(claim.said)
    return SignedBy(
        label,
        Signature.HOLDS if made_by_chain(sign1, claim.written) else Signature.BROKEN,
        tuple(der_of(one) for one in sign1.chain),
        key_digest(signer),
        key_digest(issuer) if issuer else None,
        certificate_of(signer),
        level_of(signer),
        record_of(signer),
        stamped_at(claim.signature),
        generator,
        version,
        device_of(claim),
        stapled(claim.signature),
    )


def key_digest(certificate: x509.Certificate) -> KeyDigest | None:
    """SHA-256 of the certificate's public key as it is written (SubjectPublicKeyInfo); None where it is no key."""
    try:
        written = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return KeyDigest(hashlib.sha256(written).digest())


def _generator(said: Mapping[object, object]) -> tuple[str, str]:
    info = said.get("claim_generator_info")
    first = info[0] if isinstance(info, list) and info else info
    if isinstance(first, dict) and (name := short(first.get("name"))):
        return name, short(first.get("version")) or ""
    # The oldest form is one line, the product and its version first: “Editor/1.2 library/3.4”.
    name, _, version = (short(said.get("claim_generator")) or "").partition(" ")[0].partition("/")
    return name, version
