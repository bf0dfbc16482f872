"""What a log-in message names as the asking site; taken from the request that asks, whose host Django has checked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from provenance.statements.types import ChainId
from verify.accounts.wallets.models import Purpose
from verify.accounts.wallets.parts import parts


@dataclass(frozen=True, slots=True)
class Site:
    """`domain` with its port where it has one. A message names the scheme only where it is not https (EIP-4361)."""

    domain: str
    scheme: str
    uri: str
    chain_id: ChainId


def site_of(request: HttpRequest, purpose: Purpose) -> Site:
    """The asking site for one purpose: each has an address of its own, so that a signature is good for it alone."""
    scheme, domain = request.scheme or "https", request.get_host()
    uri = f"{scheme}://{domain}/wallet/{purpose.value.replace('_', '-')}"
    return Site(domain, scheme, uri, parts().chain_id())
