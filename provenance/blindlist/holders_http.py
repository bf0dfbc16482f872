"""The plain way to a key holder over HTTP: kept-alive connections, no redirects, proxies, cookies or second tries.

Addresses are configured, never taken from what anybody sends. `unix:/path/to.sock` speaks over a socket of this
machine, behind which one relay and its holders run.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPConnection

from provenance.blindlist.errors import TooFewHolders

UNIX: Final = "unix:"
TIMEOUT: Final = 5.0
"""Seconds that one holder is waited for: multiplying eight points takes it about a millisecond."""

_POOLS: Final = 16


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A status and the whole body."""

    status: int
    body: bytes


class Http(Protocol):
    """A way to post bytes somewhere and read the answer."""

    def post(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout: float, at_most: int) -> HttpAnswer:
        """The answer of any status; raises TooFewHolders where there is none in time or it is too long."""
        ...


class WebHttp:
    """The real way, for several threads at once."""

    def __init__(self) -> None:
        self._web = urllib3.PoolManager(num_pools=_POOLS, maxsize=4)
        self._unix: dict[str, UnixPool] = {}

    def post(
        self, url: str, body: bytes, headers: Mapping[str, str], *, timeout: float = TIMEOUT, at_most: int
    ) -> HttpAnswer:
        """As the protocol says; `url` may be `unix:/path/to.sock:/evaluate`."""
        return self._request("POST", url, body, headers, timeout, at_most)

    def get(self, url: str, *, timeout: float = TIMEOUT, at_most: int) -> HttpAnswer:
        """What lies at an address, read the same way."""
        return self._request("GET", url, None, {}, timeout, at_most)

    def close(self) -> None:
        """Hang up; a later request connects anew."""
        self._web.clear()
        for pool in self._unix.values():
            pool.close()
        self._unix.clear()

    def _request(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], timeout: float, at_most: int
    ) -> HttpAnswer:
        pool, target = self._way(url)
        try:
            answer = pool.urlopen(
                method,
                target,
                body=body,
                headers={"Content-Type": "application/json", **headers},
                timeout=urllib3.Timeout(total=timeout),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            with contextlib.closing(answer):
                content = answer.read(at_most + 1, decode_content=False)
                if len(content) <= at_most:
                    answer.release_conn()
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise TooFewHolders(
                "A key holder does not answer. Ask again later.", detail=type(error).__name__
            ) from error
        if len(content) > at_most:
            raise TooFewHolders(f"A key holder answered with more than {at_most} bytes.")
        return HttpAnswer(answer.status, content)

    def _way(self, url: str) -> tuple[urllib3.HTTPConnectionPool, str]:
        if url.startswith(UNIX):
            path, _, target = url.removeprefix(UNIX).partition(":")
            if path not in self._unix:
                self._unix[path] = UnixPool(path)
            return self._unix[path], target
        return self._web.connection_from_url(url), urlsplit(url).path


def address(base: str, route: str) -> str:
    """The address of a route of whoever is at this base: `unix:/path/to.sock` or `http(s)://host:port`."""
    return f"{base}:{route}" if base.startswith(UNIX) else base.rstrip("/") + route


class UnixConnection(HTTPConnection):
    """A connection to a socket of this machine."""

    path = ""

    def connect(self) -> None:
        """Open the socket in place of an address."""
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.timeout if isinstance(self.timeout, float | int) else TIMEOUT)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        self.sock = line


class UnixPool(urllib3.HTTPConnectionPool):
    """Kept-alive connections to one socket."""

    def __init__(self, path: str) -> None:
        super().__init__("holder", maxsize=4)
        self.ConnectionCls = type("_Unix", (UnixConnection,), {"path": path})
