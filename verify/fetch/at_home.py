"""The way to this very machine, for messages of a demo: somebody who tries things out listens beside the site.

It leads to 127.0.0.1 and nowhere else; the ordinary way out never leads there. Who builds it sees that it is a demo.
"""

from __future__ import annotations

import socket
from dataclasses import replace
from ipaddress import ip_address
from urllib.parse import urlsplit

from verify.fetch.addresses import AddressPolicy, Forbidden, Public
from verify.fetch.fetcher import Fetcher, House, WayOut
from verify.fetch.installed import encryption
from verify.fetch.limits import Limits
from verify.fetch.purpose import NOTICE
from verify.fetch.question import manners
from verify.fetch.resolver import SystemResolver

HERE = "127.0.0.1"
# Whoever tries a receiver out chooses any port that needs no rights.
HOME_PORTS = frozenset(range(1024, 65_536))
HOME_SCHEMES = ("http",)


def is_here(url: str) -> bool:
    """Whether a link names this machine by its plain address, without encryption."""
    try:
        split = urlsplit(url.strip())
    except ValueError:
        return False
    return split.scheme in HOME_SCHEMES and split.hostname == HERE


class OnlyHome(AddressPolicy):
    """Judges every address but our own as one that is never called."""

    def judge(self, text: str) -> Public | Forbidden:
        """Public is 127.0.0.1 in its plain spelling."""
        return Public(ip_address(text)) if text == HERE else Forbidden()


class HomeConnector:
    """Opens a connection to this machine."""

    def connect(self, to: Public, port: int, seconds: float) -> socket.socket:
        """The address itself, as always."""
        return socket.create_connection((str(to.address), port), seconds)


def home_fetcher(contact: str) -> Fetcher:
    """A fetcher that tells this machine and fetches nothing from anywhere else."""
    way = WayOut(SystemResolver(), HomeConnector(), OnlyHome(), encryption())
    notice = replace(NOTICE, schemes=HOME_SCHEMES)
    return Fetcher(way, House(manners(contact), notice=notice, limits=Limits(ports=HOME_PORTS)))
