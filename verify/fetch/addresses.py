"""Which addresses may be called: those that the public internet routes to somebody else, and no others.

The tables are Python's `ipaddress` (IANA special-purpose registries) and that of requests-hardened; both must
agree. What neither does is done here: addresses that carry another address inside are decoded and judged by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# The only space from which IANA hands out addresses that are routed (RFC 4291 section 2.4, registry of 2024).
GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6052 section 2.1: the last 32 bits are the IPv4 address that is truly called. DNS64 networks live on it.
NAT64 = IPv6Network("64:ff9b::/96")
# Tunnels into IPv4 (Teredo RFC 4380, 6to4 RFC 3056) and protocol assignments: no site is reached only by these.
# Python 3.11 has them in its tables; later ones call parts of them global.
TUNNELS = (IPv6Network("2001::/23"), IPv6Network("2002::/16"))
# RFC 5214 section 6.1: an interface identifier that carries an IPv4 address; universal bit set or not.
ISATAP_MARKS = frozenset({0x00005EFE, 0x02005EFE})


@dataclass(frozen=True)
class Public:
    """An address that was judged and may be called; made by `AddressPolicy.judge` only."""

    address: Address


@dataclass(frozen=True)
class Forbidden:
    """An address that is never called, or a text that is no address."""


class AddressPolicy:
    """Judges addresses; `denied` adds the operator's own public networks, nothing takes a network away."""

    def __init__(self, denied: tuple[Network, ...] = ()) -> None:
        self._denied = denied
        self._special = _special_networks()

    def judge(self, text: str) -> Public | Forbidden:
        """Judge one address as a resolver wrote it; a zone id (`fe80::1%eth0`) is always local."""
        try:
            address = _called(ip_address(text))
        except ValueError:
            return Forbidden()
        meanings = (address, *_carried(address))
        closed = (*self._special, *self._denied)
        if all(_routed(meaning) and not any(meaning in network for network in closed) for meaning in meanings):
            return Public(address)
        return Forbidden()


def _special_networks() -> tuple[Network, ...]:
    """Ranges that Python 3.11 still calls global: shared space, relays, segment routing and more."""
    # Late, because it brings a whole HTTP client along, and the web process reads links with this package.
    from requests_hardened.ip_filter import EXTRA_BLOCKED_NET_RANGES

    extra: tuple[Network, ...] = EXTRA_BLOCKED_NET_RANGES
    return tuple(network for network in extra if network != NAT64)  # judged by the address it carries


def _called(address: Address) -> Address:
    """The address that the kernel truly calls: the IPv4 one of `::ffff:a.b.c.d`, else the address itself."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None and address.scope_id is None:
        return address.ipv4_mapped
    return address


def _carried(address: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 address behind a translator or tunnel that an IPv6 address names, if it names one."""
    if isinstance(address, IPv4Address):
        return ()
    names_one = address in NAT64 or (int(address) >> 32) & 0xFFFFFFFF in ISATAP_MARKS
    return (IPv4Address(int(address) & 0xFFFFFFFF),) if names_one else ()


def _routed(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return _ordinary(address)
    if address.scope_id is not None:
        return False
    if address in NAT64:
        return True  # as far as the address it carries is, which is judged beside it
    if address not in GLOBAL_UNICAST or any(address in tunnel for tunnel in TUNNELS):
        return False
    return _ordinary(address)


def _ordinary(address: Address) -> bool:
    """Whether Python's own tables know the address as nothing special."""
    return address.is_global and not (
        address.is_private
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or address.is_loopback
        or address.is_link_local
    )
