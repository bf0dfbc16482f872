"""One GET over an open connection: what is sent, and nothing else is."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse

from verify.fetch.link import Link


@dataclass(frozen=True)
class Manners:
    """What we say about ourselves to every site alike: who calls and whom to write to."""

    user_agent: str


def manners(contact: str) -> Manners:
    """Name the caller and a contact (address or mail); ValueError when that cannot stand in a header."""
    if not contact or not contact.isascii() or not contact.isprintable() or "(" in contact or ")" in contact:
        raise ValueError("the contact of the fetcher must be plain printable ASCII without brackets")
    return Manners(f"Firstlight-fetch/1 (+{contact})")


def ask(sock: socket.socket, link: Link, who: Manners, accept: tuple[str, ...]) -> HTTPResponse:
    """Send the question and read the head of the answer; no cookies, no credentials, no referrer, nothing packed.

    The standard client is used without its own connecting part. urllib3 would do the same, but it writes the link
    into the log when a site's headers are broken.
    """
    connection = HTTPConnection(link.host.name, link.port)
    connection.auto_open = 0
    connection.sock = sock
    headers = {
        "Host": link.authority,
        "User-Agent": who.user_agent,
        "Accept": ", ".join(accept),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", link.target, headers=headers)
    return connection.getresponse()
