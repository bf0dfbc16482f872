"""A witness behind a real HTTP server on the loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from chronology.witnesses import WitnessAnswer

Answer = Callable[[bytes], WitnessAnswer]


@contextmanager
def served(answer: Answer) -> Iterator[str]:
    """Answer `add-checkpoint` under the prefix that is given; other paths are not found."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found = answer(body) if self.path == "/w/add-checkpoint" else WitnessAnswer(404, b"")
            self.send_response(found.status)
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/w"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
