"""A whole log as it is served, in memory or behind a real server; and lies told by whoever holds its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from chronology.errors import Malformed, PeerUnavailable
from chronology.merkle import leaf_hash
from chronology.merkle.compact import root_of
from chronology.notes import sign_checkpoint
from chronology.notes.tests.keys import signer
from chronology.tiles import encode_entries, parse_path
from chronology.tiles.tests.memory import TilesOf
from chronology.types import RootHash, TreeHead, TreeSize

ORIGIN = "log.example/served"
VKEY = signer(ORIGIN).vkey
PREFIX = "http://log.example/served"


def entries(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]


class Published:
    """A log of these entries that shows its first `size`; `root` and `origin` may be lies."""

    def __init__(
        self, told: Sequence[bytes], *, origin: str = ORIGIN, root: bytes | None = None, key: str = ORIGIN
    ) -> None:
        self.entries = list(told)
        self.leaves = [leaf_hash(one) for one in self.entries]
        self._tiles = TilesOf(self.leaves)
        self.head = TreeHead(TreeSize(len(self.entries)), RootHash(root or root_of(self.leaves)))
        self.note = sign_checkpoint(self.head, origin, signer(key))
        self.withheld: Callable[[str], bool] = lambda _: False
        self.changed: dict[str, bytes] = {}
        self.asked: list[str] = []

    def served(self, path: str) -> bytes | None:
        self.asked.append(path)
        if self.withheld(path):
            return None
        if path in self.changed:
            return self.changed[path]
        return self.note if path == "checkpoint" else self._tile(path)

    def _tile(self, path: str) -> bytes | None:
        try:
            asked = parse_path(path)
        except Malformed:
            return None
        first = asked.index * 256
        if first + asked.width > len(self.entries) >> 8 * (asked.level or 0):
            return None
        if asked.level is None:
            return encode_entries(self.entries[first : first + asked.width])
        return self._tiles.tile(asked.level, asked.index, asked.width)

    def get(self, url: str, *, at_most: int) -> bytes | None:
        """As HttpGet."""
        data = self.served(url.removeprefix(f"{PREFIX}/"))
        if data is not None and len(data) > at_most:
            raise PeerUnavailable("too long")
        return data


def silent(_url: str, *, at_most: int) -> bytes | None:
    """A log that never answers."""
    raise PeerUnavailable(f"no answer of {at_most} bytes or fewer")


@contextmanager
def over_http(log: Callable[[], Published]) -> Iterator[str]:
    """Serve whatever the log is at the moment under the prefix that is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # headers and body leave together

        def do_GET(self) -> None:
            data = log().served(self.path.removeprefix("/log/"))
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/log"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
