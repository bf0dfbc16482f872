"""The name of a site inside a link: one ordinary spelling is taken, the odd ones are refused.

Whatever passes here is still judged by the addresses it resolves to; this module keeps out the spellings that
resolvers, libraries and people read differently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address

import idna

from verify.fetch.errors import LinkRefused
from verify.fetch.limits import MAX_HOST_CHARS

# Letters, digits, hyphens (RFC 1123) and the underscore that real delivery hosts use; at least two labels,
# because a name without a dot is looked up in the operator's own network.
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# WHATWG URL section 3.5: a name that ends in a number is an IPv4 address in some spelling.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names that mean the machine, its network or no network at all (RFC 6761, 6762, 7686, 8375; ICANN on .internal).
_LOCAL_ENDINGS = ("localhost", "local", "internal", "home.arpa", "onion")


@dataclass(frozen=True)
class Host:
    """`name` as sent in Host and SNI, lower-case ASCII; `literal` when it is an address and asks no resolver."""

    name: str
    literal: bool


def read_host(raw: str, *, bracketed: bool) -> Host:
    """Read the host of a link; LinkRefused for every spelling that is not the ordinary one."""
    if bracketed:
        return Host(_ipv6(raw), literal=True)
    name = _ascii(raw).removesuffix(".")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return Host(_ipv4(name), literal=True)
    if len(name) > MAX_HOST_CHARS or not _NAME.fullmatch(name):
        raise LinkRefused("link.host_spelling")
    if any(name == ending or name.endswith("." + ending) for ending in _LOCAL_ENDINGS):
        raise LinkRefused("link.not_public")
    return Host(name, literal=False)


def _ascii(raw: str) -> str:
    """Lower-case ASCII form (UTS 46 for anything else: full-width digits and dots become plain ones)."""
    if len(raw) > MAX_HOST_CHARS:
        raise LinkRefused("link.host_spelling")
    if raw.isascii():
        return raw.lower()
    try:
        return idna.encode(raw, uts46=True, std3_rules=True).decode("ascii").lower()
    except UnicodeError:
        raise LinkRefused("link.host_spelling") from None


def _ipv4(name: str) -> str:
    """Four decimal numbers; decimal, hex, octal and short forms are refused as spellings."""
    try:
        return str(IPv4Address(name))
    except ValueError:
        raise LinkRefused("link.host_spelling") from None


def _ipv6(raw: str) -> str:
    try:
        address = IPv6Address(raw)
    except ValueError:
        raise LinkRefused("link.host_spelling") from None
    if address.scope_id is not None:
        raise LinkRefused("link.host_spelling")
    return str(address)
