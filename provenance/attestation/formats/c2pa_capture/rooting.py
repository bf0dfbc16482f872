"""Which list vouches for the signer of a capture, and what is known of the standing of its certificates.

The reader's trust lists are asked by the library (`Step.trust`); the reader's list of makers by our own walk, which
matches roots by public key. The stronger of the two counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509

from provenance.attestation.errors import BadRevocations
from provenance.attestation.levels import in_dates
from provenance.attestation.ocsp import read_ocsp
from provenance.attestation.revocation import by_answer, of_chain, of_one
from provenance.attestation.types import (
    KeyDigest,
    MakerRoot,
    Platform,
    Reader,
    Revocation,
    RevocationEvidence,
    RootTier,
)
from provenance.attestation.vouching import chain_of, vouch
from provenance.credentials.chains import certificates_of
from provenance.credentials.signing_chains import SignedBy, key_digest
from provenance.types import Step, Trust

_TIERS: Final = {
    Trust.OFFICIAL: RootTier.OFFICIAL,
    Trust.INTERIM: RootTier.MAKER,
    Trust.NEWSROOM: RootTier.NEWSROOM,
}
_STRENGTH: Final = (RootTier.OFFICIAL, RootTier.MAKER, RootTier.NEWSROOM, RootTier.NONE)
_UNKNOWN: Final = RevocationEvidence(Revocation.UNKNOWN, "revocation.unknown")


@dataclass(frozen=True, slots=True)
class Rooted:
    """Who vouches for the signer, the standing of the certificates below, and the level that the signer's states.

    `by_interim_list` says that only a trust list from before the conformance programme vouches: there a stated level
    means nothing.
    """

    root: MakerRoot | None
    revocation: RevocationEvidence
    assurance: int | None
    by_interim_list: bool = False


def rooted(step: Step, signed: SignedBy, reader: Reader, moment: datetime, at: datetime) -> Rooted:
    """The strongest voucher for the signer at `moment`, and what is known of its certificates at `at`."""
    listed, own = _by_trust_list(step), _by_maker(signed, reader, moment)
    # Of equals the maker's own key says more than a list from before the programme; one out of its dates says nothing.
    vouchers = (one for one in (own, listed) if one)
    best = min(vouchers, key=lambda one: (not in_dates(one, at), _STRENGTH.index(one.tier)), default=None)
    interim = best is listed and step.trust is Trust.INTERIM
    return Rooted(best, _standing(signed, reader, moment, at), signed.assurance, interim)


def _by_trust_list(step: Step) -> MakerRoot | None:
    tier = _TIERS.get(step.trust)
    maker = (step.signer.issuer or step.signer.organisation or "") if step.signer else ""
    return MakerRoot(KeyDigest(b""), maker, Platform.C2PA, tier, b"", origin="trust list") if tier else None


def _by_maker(signed: SignedBy, reader: Reader, moment: datetime) -> MakerRoot | None:
    chain = chain_of(signed.chain)
    vouched = vouch(chain, reader, Platform.C2PA, moment) if chain else None
    return vouched.root if vouched and vouched.broken is None else None


def _standing(signed: SignedBy, reader: Reader, moment: datetime, at: datetime) -> RevocationEvidence:
    """What is known of the signer's certificate; of those above it only what speaks against them.

    Authorities of claim signers answer for their signers' certificates alone (C2PA 2.2 section 15.9); a listed
    authority that is revoked leaves the list.
    """
    certificates = certificates_of(signed.chain)
    issuers = [signed.issuer, *(key_digest(one) for one in certificates[2:]), None]
    asked = [_asked(one, issuer, reader, at) for one, issuer in zip(certificates, issuers, strict=False)]
    signer = of_one([*asked[:1], *_enclosed(signed, certificates, moment)]) if asked else _UNKNOWN
    against = [one for one in asked[1:] if one.state in (Revocation.REVOKED, Revocation.SUSPENDED)]
    return of_chain([signer, *against])


def _asked(certificate: x509.Certificate, issuer: KeyDigest | None, reader: Reader, at: datetime) -> RevocationEvidence:
    if reader.revocations is None:
        return _UNKNOWN
    return reader.revocations.of_serial(Platform.C2PA, certificate.serial_number, issuer, at)


def _enclosed(
    signed: SignedBy, certificates: tuple[x509.Certificate, ...], moment: datetime
) -> Iterator[RevocationEvidence]:
    """What checked responses say that the signer enclosed, for the moment of the signature; others say nothing."""
    if len(certificates) < 2 or signed.issuer is None:
        return
    for staple in signed.staples:
        try:
            answers = read_ocsp(staple, certificates[1], "enclosed")
        except BadRevocations:
            continue
        yield from (by_answer(one, moment) for one in answers if one.serial == certificates[0].serial_number)
