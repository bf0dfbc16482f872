"""Which authority's key issued a signer's certificate: the next one in the file, or one on the reader's lists."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from provenance.credentials.anchors import is_authority, listed_certificates
from provenance.policy import SIGNER_TIERS, Policy

MOST_TRIED = 8
"""Listed authorities of one name whose keys are tried; lists hold one or two."""


def issuer_in(chain: Sequence[x509.Certificate]) -> x509.Certificate | None:
    """The second certificate, where its key did sign the first."""
    return chain[1] if len(chain) > 1 and issued(chain[0], chain[1]) else None


def issuer_on_lists(certificate: x509.Certificate, policy: Policy) -> x509.Certificate | None:
    """The listed authority that signed this certificate; files often leave their root out."""
    named = [one for one in _authorities(policy) if one.subject == certificate.issuer]
    return next((one for one in named[:MOST_TRIED] if issued(certificate, one)), None)


def issued(below: x509.Certificate, above: x509.Certificate) -> bool:
    """Whether the key of the one signed the other, and it names it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            below.verify_directly_issued_by(above)
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            return False
    return True


def _authorities(policy: Policy) -> Iterator[x509.Certificate]:
    for tier in SIGNER_TIERS:
        for one in policy.of_tier(tier):
            yield from (found for found in listed_certificates(one.name, one.pem) if is_authority(found))
