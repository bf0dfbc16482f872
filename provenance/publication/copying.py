"""Making a publication copy: a process of its own has the file, this one has the key."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from provenance.errors import SandboxUnavailable
from provenance.publication.errors import BadKey, NotCopyable
from provenance.publication.limits import CHUNK_BYTES, COPY_BYTES, SECONDS, SIGNED_BYTES
from provenance.publication.talk import CONTENT, DONE, ERROR, LOCKED, SIGN, TalkEnded, receive, send
from provenance.publication.types import ClaimKey, Copy, History, Order
from provenance.sandbox.launch import has_bubblewrap, start
from provenance.sandbox.limits import READY_BYTES
from provenance.sandbox.walls import Locked, Walls

MODULE: Final = "provenance.publication.child"

NOT_STARTED: Final = "The place where copies are made could not be started. Try again."

NO_WALLS: Final = "This system offers no walls for a process that opens files of strangers; no copy was made."

MOST_SIGNATURES: Final = 3
"""A copy takes one signature: a child that wants more signed than that is making something else."""


def copied(media: BinaryIO, key: ClaimKey, history: History, *, require_walls: bool = True) -> Copy:
    """The publication copy of an open file; raises NotCopyable, BadKey and SandboxUnavailable.

    With `require_walls` nothing is made where the process with the file is held by resource limits alone.
    """
    ours, theirs = socket.socketpair()
    descriptor = os.open(f"/proc/self/fd/{media.fileno()}", os.O_RDONLY | os.O_CLOEXEC)
    try:
        process = _started(theirs.fileno(), descriptor)
    finally:
        theirs.close()
        os.close(descriptor)
    with ours, process:
        try:
            _brief(process, Order(history.value, key.algorithm.value, key.chain_pem.decode("ascii", "replace")))
            until = time.monotonic() + SECONDS
            if require_walls:
                _require_walls(ours, until)
            return _made(ours, key, history, until)
        except TalkEnded as problem:
            raise NotCopyable("damaged") from problem
        finally:
            process.kill()


def _started(line: int, media: int) -> subprocess.Popen[bytes]:
    try:
        return start(line, media, bubblewrap=has_bubblewrap(), module=MODULE)
    except OSError as problem:
        raise SandboxUnavailable(
            "The place where copies are made could not be started. Try again.", repr(problem)
        ) from problem


def _brief(process: subprocess.Popen[bytes], order: Order) -> None:
    assert process.stdin is not None  # noqa: S101  it was asked for
    with process.stdin as line:
        line.write(json.dumps(asdict(order)).encode())
    # Nobody reads what a child complains about, but a full pipe would stop it.
    threading.Thread(target=process.stderr.read if process.stderr else bool, daemon=True).start()


def _require_walls(line: socket.socket, until: float) -> None:
    kind, said = receive(line, READY_BYTES, until)
    if kind == ERROR:
        raise NotCopyable(said.decode("ascii", "replace"))
    locked = Locked(**json.loads(said)) if kind == LOCKED else Locked(0, seccomp=False)
    if not Walls(locked.landlock, locked.seccomp, bubblewrap=False).stand:
        raise SandboxUnavailable(NO_WALLS)


def _made(line: socket.socket, key: ClaimKey, history: History, until: float) -> Copy:
    for _ in range(MOST_SIGNATURES + 2):
        kind, content = receive(line, SIGNED_BYTES, until)
        if kind == LOCKED:
            continue
        if kind == SIGN:
            send(line, SIGN, _signature(key, content))
        if kind == DONE:
            return _received(line, json.loads(content), history, until)
        if kind == ERROR:
            raise NotCopyable(content.decode("ascii", "replace"))
    raise NotCopyable("signing")


def _signature(key: ClaimKey, content: bytes) -> bytes:
    if not content.startswith(b"\x84\x6aSignature1"):
        raise NotCopyable("signing")
    try:
        return key.sign(content)
    except BadKey:
        raise
    except Exception as problem:
        raise BadKey("The newsroom's key did not sign.", type(problem).__name__) from problem


def _received(line: socket.socket, head: dict[str, Any], history: History, until: float) -> Copy:
    size = int(head["bytes"])
    if not 0 < size <= 2 * COPY_BYTES:
        raise TalkEnded
    found = bytearray()
    while len(found) < size:
        kind, piece = receive(line, CHUNK_BYTES, until)
        if kind != CONTENT:
            raise TalkEnded
        found += piece
    return Copy(bytes(found), str(head["mime"]), history, tuple(str(one) for one in head["redacted"]))
