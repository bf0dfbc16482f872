"""Only what the public internet routes to somebody else is public."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.fetch.addresses import AddressPolicy, Forbidden, Public
from verify.fetch.tests.spellings import FORBIDDEN_IN_ANSWERS

PUBLIC = ("8.8.8.8", "93.184.215.14", "1.1.1.1", "223.255.255.1", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e")
# IANA special-purpose registries as of 2024, written out by hand and apart from the tables under test.
NEVER_ROUTED_V4 = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
)  # fmt: skip
NEVER_ROUTED_V6 = (
    "::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
    "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "4000::/2", "8000::/2",
)  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_an_ordinary_address_is_public(text: str) -> None:
    assert AddressPolicy().judge(text) == Public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", FORBIDDEN_IN_ANSWERS)
def test_a_special_address_is_forbidden(text: str) -> None:
    assert AddressPolicy().judge(text) == Forbidden()


@given(st.sampled_from(NEVER_ROUTED_V4).flatmap(lambda net: st.ip_addresses(network=net)))
def test_no_address_of_a_special_network_is_public(address: ipaddress.IPv4Address) -> None:
    embeddings = (f"{address}", f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}", f"64:ff9b:1::{address}")
    assert {AddressPolicy().judge(text) for text in embeddings} == {Forbidden()}


@given(st.sampled_from(NEVER_ROUTED_V6).flatmap(lambda net: st.ip_addresses(network=net)))
def test_no_address_of_a_special_ipv6_network_is_public(address: ipaddress.IPv6Address) -> None:
    mapped = address.ipv4_mapped
    judgement = AddressPolicy().judge(str(address))
    assert judgement == (AddressPolicy().judge(str(mapped)) if mapped else Forbidden())


def test_a_mapped_address_is_called_by_the_address_it_carries() -> None:
    assert AddressPolicy().judge("::ffff:8.8.8.8") == Public(ipaddress.IPv4Address("8.8.8.8"))


def test_translation_of_a_public_address_is_public_as_networks_without_ipv4_need_it() -> None:
    assert AddressPolicy().judge("64:ff9b::8.8.8.8") == Public(ipaddress.IPv6Address("64:ff9b::808:808"))


def test_the_operators_own_networks_are_forbidden_too() -> None:
    own = AddressPolicy((ipaddress.ip_network("93.184.215.0/24"), ipaddress.ip_network("2606:4700::/32")))
    forbidden = ("93.184.215.14", "::ffff:93.184.215.14", "64:ff9b::93.184.215.14", "2606:4700::1")
    assert [own.judge(text) for text in forbidden] == [Forbidden()] * 4
    assert own.judge("8.8.8.8") == Public(ipaddress.IPv4Address("8.8.8.8"))
