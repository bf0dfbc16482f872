"""The parts that the rig replaces: the system's resolver and the direct call."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time

import pytest

from verify.fetch import LinkRefused, LinkUnavailable, default_fetcher, resolver
from verify.fetch.addresses import Public
from verify.fetch.connector import DirectConnector
from verify.fetch.installed import encryption
from verify.fetch.resolver import SystemResolver
from verify.fetch.tests.internet import Internet


def test_a_direct_call_to_this_very_machine_is_refused(net: Internet) -> None:
    # As if the policy had a hole, or the machine's own address were public.
    with pytest.raises(LinkRefused):
        DirectConnector().connect(Public(ipaddress.ip_address("127.0.0.1")), net.site.port_for(80), 2.0)
    assert net.site.heads == []


def test_a_direct_call_that_nobody_answers_is_an_os_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(OSError, match="refused"):
            DirectConnector().connect(Public(ipaddress.ip_address("127.0.0.1")), taken.getsockname()[1], 2.0)


def test_the_system_is_asked_for_the_absolute_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def record(name: str, *_: object, **__: object) -> list[object]:
        asked.append(name)
        return [(2, 1, 6, "", ("8.8.8.8", 0)), (10, 1, 6, "", ("2606:4700::1", 0, 0, 0)), (2, 1, 6, "", ("8.8.8.8", 0))]

    monkeypatch.setattr(resolver.socket, "getaddrinfo", record)
    assert SystemResolver().resolve("example.net", 2.0) == ("8.8.8.8", "2606:4700::1")
    assert asked == ["example.net."]


def test_the_system_is_truly_asked() -> None:
    # Not through `resolve`: its closing dot keeps the local table of names out on many systems, as it should.
    assert set(resolver._look_up("localhost")) & {"127.0.0.1", "::1"}


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "_look_up", lambda _name: time.sleep(3) or ())
    began = time.monotonic()
    with pytest.raises(LinkUnavailable) as unavailable:
        SystemResolver().resolve("example.net", 0.1)
    assert unavailable.value.code == "link.no_answer"
    assert time.monotonic() - began < 2


def test_a_name_the_system_does_not_know_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(resolver.socket, "getaddrinfo", unknown)
    with pytest.raises(LinkUnavailable) as unavailable:
        SystemResolver().resolve("example.net", 2.0)
    assert unavailable.value.code == "link.name_unknown"


def test_encryption_checks_names_and_knows_the_public_authorities() -> None:
    context = encryption()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.cert_store_stats()["x509_ca"] > 50


def test_the_fetcher_of_an_installation_calls_no_forbidden_place(net: Internet) -> None:
    fetcher = default_fetcher("https://firstlight.example/contact")
    for link in (
        "http://127.0.0.1/",
        "http://[::1]/",
        f"http://127.0.0.1:{net.traps.port}/",
        "http://169.254.169.254/",
    ):
        with pytest.raises(LinkRefused):
            fetcher.fetch(link)
    assert net.traps.hits == 0


@pytest.mark.parametrize("setting", [{"denied": ["10.0.0.0/33"]}, {"denied": ["10.0.0.1/8"]}, {"media_bytes": 10**10}])
def test_a_bad_setting_fails_loudly(setting: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0|800000000"):
        default_fetcher("https://firstlight.example/contact", **setting)


def test_the_operators_settings_reach_the_guard() -> None:
    fetcher = default_fetcher("https://firstlight.example/contact", denied=["8.8.8.0/24", "2606:4700::/32"])
    for link in ("http://8.8.8.8/", "http://[2606:4700::1]/"):
        with pytest.raises(LinkRefused):
            fetcher.fetch(link)
