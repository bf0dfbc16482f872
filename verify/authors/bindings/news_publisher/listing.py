"""Whether a list of the reader's vouches for a bound certificate now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from provenance.credentials.certificates import certificate_of
from provenance.credentials.chains import Vouched, vouching
from provenance.credentials.contents import short
from provenance.credentials.signers import denies
from provenance.credentials.signing_chains import key_digest
from provenance.policy import Policy, Tier
from verify.authors.bindings.news_publisher.proof import chain_in
from verify.authors.bindings.states import BindingState


@dataclass(frozen=True, slots=True)
class Listing:
    """The state of a certificate for one reader, the list that vouches, and the names in it."""

    state: BindingState
    list_name: str
    organisation: str
    common_name: str
    issuer: str


_STATES = {
    Vouched.LISTED: BindingState.HOLDS,
    Vouched.LAPSED: BindingState.LAPSED,
    Vouched.UNLISTED: BindingState.UNLISTED,
}


def listing_of(pem: str, policy: Policy, at: datetime) -> Listing:
    """What the reader's newsroom lists say of a certificate; a refused signer is refused here as well."""
    chain = chain_in(pem.encode())
    about = certificate_of(chain[0])
    found = vouching(chain, policy.of_tier(Tier.NEWSROOM), at)
    key = key_digest(chain[0])
    refused = any(denies(one, about, key.hex() if key else "") for one in policy.denied)
    return Listing(
        state=BindingState.DENIED if refused else _STATES[found.vouched],
        list_name=found.list_name,
        organisation=short(about.organisation) or "",
        common_name=short(about.common_name) or "",
        issuer=short(about.issuer_organisation) or short(about.issuer_name) or "",
    )
