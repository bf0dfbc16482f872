"""How submitters and the sequencer of the rig talk: one pickled value after its length, over a Unix socket."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

LENGTH = struct.Struct(">I")


def send(line: socket.socket, value: Any) -> None:
    """Write one value; raises OSError where the other side is gone."""
    body = pickle.dumps(value)
    line.sendall(LENGTH.pack(len(body)) + body)


def receive(line: socket.socket) -> Any:
    """Read one value; raises ConnectionError where the other side was killed, also in the middle of a word."""
    (length,) = LENGTH.unpack(_exactly(line, LENGTH.size))
    return pickle.loads(_exactly(line, length))


def _exactly(line: socket.socket, count: int) -> bytes:
    parts, missing = [], count
    while missing:
        part = line.recv(missing)
        if not part:
            raise ConnectionError("the other side is gone")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
