"""A receiver of messages on loopback that always takes them, and remembers their numbers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """`numbers` counts how often each message came."""

    url: str
    numbers: Counter[str] = field(default_factory=Counter)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """One that listens while the block runs."""
    receiver = Receiver("")

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            receiver.numbers[self.headers["webhook-id"]] += 1
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """A rig says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
        beside = threading.Thread(target=server.serve_forever)
        beside.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            beside.join()
