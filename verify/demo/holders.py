"""Five key holders behind one socket, for a demo: a holder of one's own is `python -m provenance blindlist hold`."""

from __future__ import annotations

import secrets
import socket
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from provenance.blindlist.holding import Holding
from provenance.blindlist.holding_store import HolderStore
from provenance.blindlist.types import MaintainerSet
from verify import wiring
from verify.demo import blacklist

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@contextmanager
def serve(members: MaintainerSet) -> Iterator[None]:
    """Answer until the block ends; `/1/evaluate` is the first holder's."""
    holders = {
        str(one.index): Holding(HolderStore(blacklist.holder_folder(one.index)), wiring.now, secrets.token_bytes)
        for one in members.members
    }
    path = Path(blacklist.socket_path())
    path.unlink(missing_ok=True)
    server = _Server(str(path), _Handler)
    server.set_app(_by_number(holders))
    threading.Thread(target=server.serve_forever, daemon=True, name="holders").start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        path.unlink(missing_ok=True)


def _by_number(holders: dict[str, Holding]) -> Application:
    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        _, number, rest = [*environ.get("PATH_INFO", "").split("/", 2), "", ""][:3]
        holder = holders.get(number)
        if holder is None:
            start("404 Not Found", [("Content-Length", "0")])
            return [b""]
        return holder({**environ, "PATH_INFO": f"/{rest}"}, start)

    return answer


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    """Threads behind a socket of this machine; a demo has few askers."""

    address_family = socket.AF_UNIX
    daemon_threads = True

    def server_bind(self) -> None:
        """A socket of this machine has no host name or port."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "holders", 0
        self.setup_environ()

    def get_request(self) -> tuple[socket.socket, Any]:
        """An address of the shape that the handler expects."""
        line, _ = super().get_request()
        return line, ("", 0)


class _Handler(WSGIRequestHandler):
    """Keeps no log of anybody."""

    def log_message(self, *_: Any) -> None:
        """Nobody's question is written down."""
