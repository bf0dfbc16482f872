"""One GET or POST over an open connection: what is sent, and nothing else is."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse

from verify.fetch.link import Link


@dataclass(frozen=True)
class Manners:
    """What we say about ourselves to every site alike: who calls and whom to write to."""

    user_agent: str


@dataclass(frozen=True)
class Message:
    """What is told instead of asked for: a JSON body, and headers that prove who sent it."""

    body: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def manners(contact: str) -> Manners:
    """Name the caller and a contact (address or mail); ValueError when that cannot stand in a header."""
    if not contact or not contact.isascii() or not contact.isprintable() or "(" in contact or ")" in contact:
        raise ValueError("the contact of the fetcher must be plain printable ASCII without brackets")
    return Manners(f"Firstlight-fetch/1 (+{contact})")


def ask(
    sock: socket.socket, link: Link, who: Manners, accept: tuple[str, ...], told: Message | None = None
) -> HTTPResponse:
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
    if told is None:
        connection.request("GET", link.target, headers=headers)
    else:
        more = {"Content-Type": "application/json", **dict(told.headers)}
        connection.request("POST", link.target, body=told.body, headers=headers | more)
    return connection.getresponse()
