"""The finder's end of its socket."""

from __future__ import annotations

import contextlib
import os
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
import structlog

from provenance.fingerprint.types import CODE_BYTES, Code
from provenance.fingerprint.wire import BadFingerprints, from_bytes
from verify.index import questions
from verify.index.errors import BadQuestion, IndexUnavailable
from verify.index.finder.finding import Finding
from verify.index.questions import BadFrame, Frame, NearQuestion, NominateQuestion, read_frame
from verify.index.types import Nomination, Scope
from verify.sockets import bind_privately

log = structlog.get_logger("finder")

SECONDS: Final = 5.0
"""How long an asker may take to put his question."""
AT_ONCE: Final = os.cpu_count() or 1
"""Questions that are calculated at the same time; the others wait, so that none takes long by sharing."""


class _Answering(socketserver.StreamRequestHandler):
    timeout = SECONDS
    server: _Server

    def handle(self) -> None:
        try:
            asked = read_frame(self.rfile)
        except (BadFrame, OSError):
            return
        with self.server.turns:
            answer = answer_to(self.server.finder, asked)
        self.wfile.write(answer.to_bytes())


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    # Calls that wait to be taken: as many as web and workers have threads.
    request_queue_size = 128

    def __init__(self, folder: Path, finder: Finding) -> None:
        self.finder, self.turns = finder, threading.BoundedSemaphore(AT_ONCE)
        self.public, self.own = folder / questions.NAME, folder / f"{questions.NAME}.{os.getpid()}"
        super().__init__(str(self.own), _Answering, bind_and_activate=False)
        for left in (self.public, *folder.glob(f"{questions.NAME}.*")):
            left.unlink(missing_ok=True)
        bind_privately(folder, self.own.name, self.socket.bind)
        self.server_activate()
        self.show()

    def show(self) -> None:
        """Let askers see the socket, now that somebody listens; again where one took it for a dead finder's."""
        with contextlib.suppress(FileExistsError):
            os.link(self.own, self.public)

    def handle_error(self, request: object, client_address: object) -> None:
        """The class and place of our own fault; nothing of the question."""
        log.exception("a question was not answered")


@contextmanager
def answering(folder: Path, finder: Finding) -> Iterator[Callable[[], None]]:
    """Answer questions while the block runs; what it gives is called now and then, so that askers see the socket."""
    with _Server(folder, finder) as server:
        threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True, name="answering").start()
        try:
            yield server.show
        finally:
            server.shutdown()
            server.public.unlink(missing_ok=True)
            server.own.unlink(missing_ok=True)


def answer_to(finder: Finding, asked: Frame) -> Frame:
    """What is said to one question."""
    if asked.word == questions.STATE:
        return Frame(questions.STATE, msgspec.msgpack.encode(finder.state()))
    try:
        return Frame(questions.FOUND, msgspec.msgpack.encode(_found(finder, asked)))
    except (BadQuestion, BadFingerprints, msgspec.MsgspecError) as problem:
        return Frame(questions.BAD, str(problem).encode())
    except IndexUnavailable:
        return Frame(questions.AWAY, b"")


def _found(finder: Finding, asked: Frame) -> tuple[Nomination, ...]:
    if asked.word == questions.NOMINATE:
        one = msgspec.msgpack.decode(asked.body, type=NominateQuestion)
        return finder.nominate(from_bytes(one.asked), scopes=_scopes(one.scopes), most=one.most)
    if asked.word == questions.NEAR:
        two = msgspec.msgpack.decode(asked.body, type=NearQuestion)
        if len(two.code) != CODE_BYTES:
            raise BadQuestion("A code has 32 bytes.")
        return finder.near(two.space, Code(two.code), two.radius, scopes=_scopes(two.scopes), most=two.most)
    raise BadQuestion("This is none of the finder's questions.")


def _scopes(names: tuple[str, ...]) -> tuple[Scope, ...]:
    return tuple(Scope(name) for name in names)
