"""The message by which a key claims a domain, ready to be signed."""

from __future__ import annotations

from datetime import datetime

from provenance.statements.types import DomainClaim, Nonce


def domain_message(*, domain: str, principal: str, at: datetime, nonce: bytes) -> DomainClaim:
    """The claim of one principal to a domain, or to a certificate by its digest; `nonce` is 32 fresh random bytes."""
    return DomainClaim(domain, principal, int(at.timestamp()), Nonce(nonce))
