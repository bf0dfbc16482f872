"""The signer's end of the local socket: it signs reports and what desks ask for, cosigns other logs' checkpoints."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import structlog
from django.db import connections

from verify.ledger.local_socket import NAME, SECONDS, BadFrame, Frame, read_frame
from verify.sockets import bind_privately

log = structlog.get_logger("signer")

Verb = Callable[[bytes], Frame]


class _Answering(socketserver.StreamRequestHandler):
    timeout = SECONDS
    server: _Server

    def handle(self) -> None:
        try:
            asked = read_frame(self.rfile)
        except (BadFrame, OSError):
            return
        verb = self.server.verbs.get(asked.word)
        try:
            self.wfile.write((verb(asked.body) if verb else Frame("unknown", b"")).to_bytes())
        finally:
            connections.close_all()  # the thread ends with its question


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    # Calls that wait to be taken: the standard five are less than the web process has threads.
    request_queue_size = 128

    def __init__(self, folder: Path, verbs: Mapping[str, Verb]) -> None:
        super().__init__(str(folder / NAME), _Answering, bind_and_activate=False)
        self.verbs = verbs
        bind_privately(folder, NAME, self.socket.bind)
        self.server_activate()

    def handle_error(self, request: object, client_address: object) -> None:
        """The class and place of our own fault; nothing of the question."""
        log.exception("a question was not answered")


@contextmanager
def answering(folder: Path, verbs: Mapping[str, Verb]) -> Iterator[None]:
    """Answer questions while the block runs."""
    with _Server(folder, verbs) as server:
        threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True, name="answering").start()
        try:
            yield
        finally:
            server.shutdown()
            (folder / NAME).unlink(missing_ok=True)
