"""Signers whose very certificate stands on a list, as lists allow some by themselves.

The library gives no certificate to compare with, and a match by name and number could be forged. So the certificate is
the one we took out of the file, whose key signed the claim by our own check and by the library's (`agreed`); it is
compared byte by byte. The library must find nothing wrong with it but that it knows no authority above it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from provenance.credentials.anchors import is_authority, listed_certificates
from provenance.credentials.codes import Trouble, trouble_of
from provenance.credentials.purposes import CLAIM_PURPOSES
from provenance.credentials.reading import Chain
from provenance.credentials.signing_chains import SignedBy
from provenance.policy import SIGNER_TIERS, Policy, Tier

VALIDATED: Final = "claimSignature.validated"
NO_AUTHORITY: Final = "signingCredential.untrusted"


def tier_of_leaf(chain: Chain, signed: SignedBy, policy: Policy) -> Tier | None:
    """The strongest tier whose lists hold exactly this signer's certificate, where nothing speaks against it."""
    if not signed.chain or not _nothing_else_is_wrong(chain, signed):
        return None
    return next((tier for tier in SIGNER_TIERS if signed.chain[0] in _leaves_of(policy, tier)), None)


def _nothing_else_is_wrong(chain: Chain, signed: SignedBy) -> bool:
    about = chain.about(signed.label)
    validated = any(one.code == VALIDATED and one.now and not one.failed for one in about)
    against = [one for one in (*about, *chain.silenced(signed.label)) if one.failed]
    return validated and all(
        one.code == NO_AUTHORITY for one in against if trouble_of(one.code) in (Trouble.SIGNER, Trouble.REVOKED)
    )


def _leaves_of(policy: Policy, tier: Tier) -> frozenset[bytes]:
    return frozenset[bytes]().union(*(_leaves(one.name, one.pem) for one in policy.of_tier(tier)))


@lru_cache(maxsize=64)
def _leaves(name: str, pem: bytes) -> frozenset[bytes]:
    leaves = (one for one in listed_certificates(name, pem) if not is_authority(one) and _is_for_claims(one))
    return frozenset(one.public_bytes(Encoding.DER) for one in leaves)


def _is_for_claims(certificate: x509.Certificate) -> bool:
    try:
        named = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return False
    return any(one.dotted_string in CLAIM_PURPOSES for one in named)
