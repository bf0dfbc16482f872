"""The way out of a real installation: the system's resolver, direct calls, the public authorities."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from ipaddress import ip_network

import certifi

from verify.fetch.addresses import AddressPolicy
from verify.fetch.connector import DirectConnector
from verify.fetch.fetcher import Fetcher, House, WayOut
from verify.fetch.purpose import MEDIA_BYTES, media_up_to
from verify.fetch.question import manners
from verify.fetch.resolver import SystemResolver


def encryption() -> ssl.SSLContext:
    """TLS 1.2 or newer with the public authorities only; reads no environment, writes no key log."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(certifi.where())
    return context


def default_fetcher(
    contact: str,
    *,
    denied: Iterable[str] = (),
    media_bytes: int = MEDIA_BYTES,
    directory: str | None = None,
) -> Fetcher:
    """The fetcher of an installation: system resolver, direct calls, public addresses without the `denied` networks.

    ValueError names what is wrong with a contact, a network or a cap, so that a bad setting fails loudly.
    """
    policy = AddressPolicy(tuple(ip_network(network) for network in denied))
    way = WayOut(SystemResolver(), DirectConnector(), policy, encryption())
    return Fetcher(way, House(manners(contact), media_up_to(media_bytes), directory=directory))
