"""Names of domains and of certificates, as they may be claimed: one spelling of each."""

from __future__ import annotations

import re

from provenance.statements.errors import BadMessage
from verify.fetch.errors import LinkRefused
from verify.fetch.host import read_host

CERTIFICATE = "x509-sha256:"
"""How a claim to a certificate begins; the SHA-256 of its DER follows as 64 hex digits."""

_CERTIFICATE = re.compile(CERTIFICATE + "[0-9a-f]{64}")


def domain_of(text: str) -> str:
    """The domain in lower-case ASCII; raises BadMessage for addresses, ports, and what is on no public network."""
    try:
        host = read_host(text.strip(), bracketed=False)
    except LinkRefused as refused:
        raise BadMessage("binding.domain", _SENTENCE) from refused
    if host.literal or "_" in host.name:
        raise BadMessage("binding.domain", _SENTENCE)
    return host.name


_SENTENCE = "This is not the name of a public website. Give it as the address bar shows it, such as news.example."


def is_certificate(domain: str) -> bool:
    """Whether a claim is to a certificate rather than to a domain."""
    return _CERTIFICATE.fullmatch(domain) is not None


def same_site(one: str, other: str) -> bool:
    """Whether two domains are the same but for a leading www."""
    return one.removeprefix("www.") == other.removeprefix("www.")
