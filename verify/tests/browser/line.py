"""Somebody on the line between browser and site: every byte that leaves the browser, whoever in it sends it.

A browser's own list of requests leaves out what files it puts into bodies; on the line nothing is left out.
"""

from __future__ import annotations

import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

PIECE = 65_536
REQUEST = re.compile(rb"^(?:GET|HEAD|POST|PUT|PATCH|DELETE) (\S+) HTTP/1\.1\r$", re.MULTILINE)


class Line(socketserver.ThreadingTCPServer):
    """Passes everything on, and keeps what went towards the site."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, site: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.site = (urlsplit(site).hostname or "", urlsplit(site).port or 80)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self._kept: list[bytes] = []

    def keep(self, piece: bytes) -> None:
        """Note what leaves the browser."""
        self._kept.append(piece)

    def left(self) -> bytes:
        """Return all that left the browser since the last look."""
        kept, self._kept = self._kept, []
        return b"".join(kept)


class _Passing(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        with socket.create_connection(self.server.site) as site:
            back = threading.Thread(target=self._pass, args=(site, self.request), daemon=True)
            back.start()
            self._pass(self.request, site, keep=True)
            back.join()

    def _pass(self, here: socket.socket, there: socket.socket, *, keep: bool = False) -> None:
        with suppress(OSError):
            while piece := here.recv(PIECE):
                if keep:
                    self.server.keep(piece)
                there.sendall(piece)
        with suppress(OSError):
            there.shutdown(socket.SHUT_WR)


def asked_for(left: bytes) -> list[bytes]:
    """Return the addresses of all requests in what left, but for the sign that browsers fetch when they like."""
    return [one for one in REQUEST.findall(left) if b"favicon" not in one]


@contextmanager
def listening(site: str) -> Iterator[Line]:
    """Stand between browsers and a site, at an address of its own."""
    with Line(site) as line:
        beside = threading.Thread(target=line.serve_forever)
        beside.start()
        try:
            yield line
        finally:
            line.shutdown()
            beside.join()
