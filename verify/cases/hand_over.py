"""The claims' way from a worker to the web process: one question and one answer over a socket of this machine."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from provenance.types import Claim
from verify.cases.claims import ClaimsShelf
from verify.sockets import bind_privately, connect

PREFIX = "claims-"
# A question holds an id and a secret; an answer the claims of one file, cut in the sandbox.
QUESTION_BYTES = 1024
ANSWER_BYTES = 1024 * 1024
SECONDS = 2.0


class _Answering(socketserver.StreamRequestHandler):
    timeout = SECONDS
    server: _Server

    def handle(self) -> None:
        asked = json.loads(self.rfile.readline(QUESTION_BYTES))
        claims = self.server.shelf.take(str(asked["id"]), str(asked["secret"]))
        rows = None if claims is None else [[one.source, one.name, one.value] for one in claims]
        self.wfile.write(json.dumps(rows).encode() + b"\n")


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, folder: Path, worker: str, shelf: ClaimsShelf) -> None:
        super().__init__(str(folder / f"{PREFIX}{worker}"), _Answering, bind_and_activate=False)
        self.shelf = shelf
        bind_privately(folder, f"{PREFIX}{worker}", self.socket.bind)
        self.server_activate()

    def handle_error(self, request: object, client_address: object) -> None:
        """A question that is not one gets no answer, and nothing about it is written anywhere."""


@contextmanager
def serve(shelf: ClaimsShelf, folder: Path, worker: str) -> Iterator[None]:
    """Answer questions about this worker's claims while the block runs."""
    with _Server(folder, worker, shelf) as server:
        threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True, name="hand-over").start()
        try:
            yield
        finally:
            server.shutdown()
            (folder / f"{PREFIX}{worker}").unlink(missing_ok=True)


def ask(folder: Path, worker: str, verification_id: str, secret: str) -> tuple[Claim, ...] | None:
    """The claims, or None where they were handed out, forgotten, or are not for who asks."""
    connection = connect(folder, f"{PREFIX}{worker}", socket.SOCK_STREAM, SECONDS)
    if connection is None:
        return None
    with connection:
        try:
            connection.sendall(json.dumps({"id": verification_id, "secret": secret}).encode() + b"\n")
            with connection.makefile("rb") as answer:
                return _claims(json.loads(answer.readline(ANSWER_BYTES)))
        except (OSError, ValueError):
            return None


def _claims(rows: object) -> tuple[Claim, ...] | None:
    if not isinstance(rows, list):
        return None
    return tuple(Claim(*(str(part) for part in cast(list[object], row))) for row in rows)
