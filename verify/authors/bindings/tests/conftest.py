"""Domains of our own on loopback, asked over the real guarded way out."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping

import pytest

from verify import wiring
from verify.authors.bindings.ways import Ways
from verify.fetch.tests.authority import Papers
from verify.fetch.tests.internet import SITE_V4, Handler, Internet, redirect, reply

NOT_THERE = reply(b"", status="404 Not Found")
PATHS = ("/.well-known/did.json", "/.well-known/firstlight-authors.json", "/trust.txt", "/.well-known/trust.txt")
Documents = Mapping[tuple[str, str], bytes | str]


class Domains:
    """The documents of many domains, by host and path: bytes are served, a text is where the domain hands on to."""

    def __init__(self, net: Internet) -> None:
        self.net = net
        self.documents: dict[tuple[str, str], bytes | str] = {}
        for path in PATHS:
            net.site.serve(path, self._handler(path))

    def put(self, host: str, path: str, what: bytes | str) -> None:
        self.documents[host, path] = what

    def enter(self, *hosts: str) -> None:
        for host in hosts:
            self.net.names.enter(host, (SITE_V4,))

    def _handler(self, path: str) -> Handler:
        def handle(connection: socket.socket, head: bytes) -> None:
            found = re.search(rb"(?im)^host: *([^\r\n:]+)", head)
            what = self.documents.get((found.group(1).decode() if found else "", path))
            if isinstance(what, str):
                return redirect(302, what)(connection, head)
            return (NOT_THERE if what is None else reply(what, content_type="application/json"))(connection, head)

        return handle


@pytest.fixture
def net() -> Iterator[Internet]:
    made = Internet(Papers("*.example.net", "*.news.example.net", "*.union.example.net"))
    yield made
    made.close()


@pytest.fixture
def domains(net: Internet, monkeypatch: pytest.MonkeyPatch) -> Domains:
    """Every path of every domain answers 404 until a test puts something there."""
    monkeypatch.setattr(wiring, "binding_ways", lambda: Ways(net.fetcher()))
    return Domains(net)
