"""An internet of our own on loopback: names, one good site, and traps behind every other address.

The guard under test is the real one with its real tables. Only the two ends are replaced: names are answered from a
table, and the public addresses of the good site are reached on loopback. Whatever else the guard lets through ends in
a trap, which counts. Addresses of real metadata services are therefore never called, not even by a guard with a hole.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from verify.fetch import Fetcher, House, Limits, WayOut
from verify.fetch.addresses import AddressPolicy, Public
from verify.fetch.question import manners
from verify.fetch.tests.authority import Papers

# Addresses that are truly public; nothing of the tests ever leaves loopback towards them.
SITE_V4 = "93.184.215.14"
SITE_V6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
WHO = manners("https://firstlight.example/contact")
GOOD = "good.example.net"
PICTURE = b"\xff\xd8\xff\xe0 a picture of the good site"

Handler = Callable[[socket.socket, bytes], None]


class Listener:
    """Accepts on loopback until closed and gives each connection to `serve` in a thread of its own."""

    def __init__(self, serve: Callable[[socket.socket], None], family: int = socket.AF_INET) -> None:
        self._serve = serve
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        self._socket.listen(256)
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            self._serve(connection)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()


class Traps:
    """Sockets that nobody may ever reach; `hits` counts who did."""

    def __init__(self) -> None:
        self.hits = 0
        self._lock = threading.Lock()
        self._listener = Listener(self._count)
        self.port = self._listener.port

    def _count(self, connection: socket.socket) -> None:
        with self._lock:
            self.hits += 1
        connection.settimeout(0.2)
        with suppress(OSError):
            connection.recv(65_536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 6\r\n\r\nsecret")

    def close(self) -> None:
        self._listener.close()


class Site:
    """A site that answers by path; `/go?status=302&to=...` passes on, anything not served brings the picture."""

    def __init__(self, papers: Papers) -> None:
        self._served: dict[str, Handler] = {}
        self._context = papers.server()
        self._context.sni_callback = lambda _, name, __: self.server_names.append(name)
        self.heads: list[bytes] = []
        self.server_names: list[str | None] = []
        self._plain = Listener(self._answer)
        self._tls = Listener(self._answer_encrypted)

    def serve(self, path: str, handler: Handler) -> None:
        self._served[path] = handler

    def port_for(self, port: int) -> int:
        return self._tls.port if port == 443 else self._plain.port

    def _answer_encrypted(self, connection: socket.socket) -> None:
        with self._context.wrap_socket(connection, server_side=True) as encrypted:
            self._answer(encrypted)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65_536)
            if not more:
                return
            head += more
        self.heads.append(head)
        split = urlsplit(head.split(b" ")[1].decode())
        if split.path == "/go":
            query = parse_qs(split.query)
            redirect(int(query["status"][0]), query["to"][0])(connection, head)
        else:
            self._served.get(split.path, reply(PICTURE))(connection, head)

    def close(self) -> None:
        self._plain.close()
        self._tls.close()


def reply(body: bytes, *headers: str, status: str = "200 OK", content_type: str = "image/jpeg") -> Handler:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers, "", ""]
    return lambda connection, _: connection.sendall("\r\n".join(lines).encode() + body)


def redirect(status: int, to: str) -> Handler:
    head = f"HTTP/1.1 {status} Elsewhere\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    return lambda connection, _: connection.sendall(head.encode())


def endlessly(head: bytes, piece: bytes, pause: float = 0.0) -> Handler:
    """Send `head`, then `piece` until the caller has had enough."""

    def handler(connection: socket.socket, _: bytes) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)
            if pause:
                threading.Event().wait(pause)

    return handler


class Names:
    """A resolver from a table: one list of answers per look-up, the last one for ever; aliases are followed.

    A name that nobody entered is answered as the system would: numbers as inet_aton reads them, the rest as loopback.
    """

    def __init__(self) -> None:
        self._answers: dict[str, list[tuple[str, ...]]] = {}
        self._aliases: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, name: str, *answers: tuple[str, ...]) -> None:
        self._answers[name] = list(answers)

    def alias(self, name: str, of: str) -> None:
        self._aliases[name] = of

    def resolve(self, name: str, seconds: float) -> tuple[str, ...]:
        assert seconds > 0
        with self._lock:
            times = self.asked[name]
            self.asked[name] += 1
        while name in self._aliases:
            name = self._aliases[name]
        if name in self._answers:
            return self._answers[name][min(times, len(self._answers[name]) - 1)]
        try:
            return (socket.inet_ntoa(socket.inet_aton(name)),)
        except OSError:
            return ("127.0.0.1",)


class CountingSocket(socket.socket):
    """Counts what arrives on an unencrypted connection."""

    received = 0

    def recv_into(self, *args: object) -> int:
        got = super().recv_into(*args)  # type: ignore[arg-type]
        self.received += got
        return got


class Exchange:
    """A connector: the site's public addresses lead to the site, every other one to the traps."""

    def __init__(self, site: Site, traps: Traps) -> None:
        self._site = site
        self._traps = traps
        self.called: list[tuple[str, int]] = []
        self.sockets: list[CountingSocket] = []
        self.dead: set[str] = set()

    def connect(self, to: Public, port: int, seconds: float) -> socket.socket:
        self.called.append((str(to.address), port))
        if str(to.address) in self.dead:
            raise ConnectionRefusedError
        good = to.address in {ipaddress.ip_address(SITE_V4), ipaddress.ip_address(SITE_V6)}
        sock = CountingSocket()
        sock.settimeout(seconds)
        sock.connect(("127.0.0.1", self._site.port_for(port) if good else self._traps.port))
        self.sockets.append(sock)
        return sock


@dataclass
class Internet:
    """All of it together, with a fetcher that lives in it."""

    papers: Papers = field(default_factory=Papers)

    def __post_init__(self) -> None:
        self.site = Site(self.papers)
        self.traps = Traps()
        self.names = Names()
        self.names.enter(GOOD, (SITE_V4, SITE_V6))
        self.exchange = Exchange(self.site, self.traps)

    def way(self, policy: AddressPolicy | None = None, tls: ssl.SSLContext | None = None) -> WayOut:
        return WayOut(self.names, self.exchange, policy or AddressPolicy(), tls or self.papers.client())

    def fetcher(self, limits: Limits | None = None, way: WayOut | None = None) -> Fetcher:
        """A fetcher that may also call the port of the traps, so that a spelling is not saved by its port."""
        limits = limits or Limits(ports=frozenset({80, 443, self.traps.port}))
        return Fetcher(way or self.way(), House(WHO, limits=limits))

    def close(self) -> None:
        self.site.close()
        self.traps.close()


@contextmanager
def internet() -> Iterator[Internet]:
    """One internet for the length of a block."""
    net = Internet()
    try:
        yield net
    finally:
        net.close()
