"""How the child that makes a copy and its parent talk: one letter, four bytes of length, and that many bytes.

The child says which walls it stands behind (`L`), asks for signatures (`S`), then says what came of it: a head (`D`)
with the copy in pieces (`C`), or why there is none (`E`). The parent answers `S` with one frame of its own. Neither
trusts the other's lengths.
"""

from __future__ import annotations

import socket
import struct
import time
from typing import Final

_HEAD: Final = struct.Struct("!cI")
_PIECE: Final = 256 * 1024

LOCKED: Final = b"L"
SIGN: Final = b"S"
DONE: Final = b"D"
CONTENT: Final = b"C"
ERROR: Final = b"E"


class TalkEnded(Exception):
    """The other side ended, was too slow, or sent what is no frame."""


def send(line: socket.socket, kind: bytes, content: bytes) -> None:
    """Send one frame; raises TalkEnded."""
    try:
        line.sendall(_HEAD.pack(kind, len(content)) + content)
    except OSError as problem:
        raise TalkEnded from problem


def receive(line: socket.socket, at_most: int, until: float | None = None) -> tuple[bytes, bytes]:
    """One frame of at most so many bytes, before this moment of the monotonic clock; raises TalkEnded."""
    kind, length = _HEAD.unpack(_exactly(line, _HEAD.size, until))
    if length > at_most:
        raise TalkEnded
    return kind, _exactly(line, length, until)


def _exactly(line: socket.socket, count: int, until: float | None) -> bytes:
    found = bytearray()
    while len(found) < count:
        if until is not None:
            line.settimeout(max(until - time.monotonic(), 0.001))
        try:
            piece = line.recv(min(count - len(found), _PIECE))
        except OSError as problem:
            raise TalkEnded from problem
        if not piece:
            raise TalkEnded
        found += piece
    return bytes(found)
