"""From a judged address to an open connection: to exactly that address, and never to ourselves."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address
from typing import Protocol

from verify.fetch.addresses import Public
from verify.fetch.errors import LinkRefused


class Connector(Protocol):
    """Opens a stream to a judged address; OSError when nobody answers within `seconds`."""

    def connect(self, to: Public, port: int, seconds: float) -> socket.socket: ...


class DirectConnector:
    """Calls the address itself: no proxy, no name, no environment."""

    def connect(self, to: Public, port: int, seconds: float) -> socket.socket:
        """Open the connection; a public address of this very machine is refused like its loopback one."""
        family = socket.AF_INET if isinstance(to.address, IPv4Address) else socket.AF_INET6
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(seconds)
            sock.connect((str(to.address), port))
            if sock.getpeername()[0] == sock.getsockname()[0]:
                raise LinkRefused("link.not_public")  # noqa: TRY301  the socket is closed below
        except BaseException:
            sock.close()
            raise
        return sock
