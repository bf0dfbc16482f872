"""A real worker whose way out ends on loopback: one name of the test's own leads to one port, everything else nowhere.

Only this test program can put it there: no setting of the site allows an address that is not public. What judges links,
names and addresses is the real guard; the name is answered with a public address, and only the last wire is replaced.
"""

# ruff: noqa: E402 - Django is set up before anything of the site can be imported

from __future__ import annotations

import socket
import ssl
import sys

import django

django.setup()

from django.core.management import call_command

from verify import wiring
from verify.fetch import Fetcher, House, WayOut
from verify.fetch.addresses import AddressPolicy, Public
from verify.fetch.tests.internet import SITE_V4, WHO
from verify.tests.browser.loopback_worker_name import NAME


class Names:
    """Knows one name."""

    def resolve(self, name: str, seconds: float) -> tuple[str, ...]:
        return (SITE_V4,) if name == NAME else ()


class Wire:
    """Brings calls of that one address to the site of the test, and refuses all others."""

    def __init__(self, port: int) -> None:
        self.port = port

    def connect(self, to: Public, port: int, seconds: float) -> socket.socket:
        if str(to.address) != SITE_V4 or port != 80:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)


def fetcher() -> Fetcher:
    """The real fetcher over these two ends."""
    way = WayOut(Names(), Wire(int(sys.argv[1])), AddressPolicy(), ssl.create_default_context())
    return Fetcher(way, House(WHO))


wiring.fetcher = fetcher
call_command("worker")
