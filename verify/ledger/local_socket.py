"""Questions to the signer over a socket of this machine that only this user may reach.

A question is one line `verb length` and so many bytes; an answer one line `word length` and so many bytes.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verify.ledger.errors import SignerUnavailable
from verify.sockets import connect

NAME = "signer"
# A verb and a number of seven digits.
LINE_BYTES = 64
# The longest report the site lets out of its media process.
BODY_BYTES = 4 * 1024 * 1024
# Signing takes a millisecond; a loaded machine and a store under way some more.
SECONDS = 5.0
SILENT = "The signer does not answer now. Nothing is lost: try again in some seconds."


class BadFrame(Exception):
    """What came over the socket is not a question or an answer."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One question or answer."""

    word: str
    body: bytes

    def to_bytes(self) -> bytes:
        """As it goes over the socket."""
        return f"{self.word} {len(self.body)}\n".encode() + self.body


def read_frame(stream: BinaryIO) -> Frame:
    """The next frame, at most BODY_BYTES long; raises BadFrame."""
    word, _, length = stream.readline(LINE_BYTES).decode("ascii", "replace").rstrip("\n").partition(" ")
    if not word or not length.isdecimal() or int(length) > BODY_BYTES:
        raise BadFrame
    body = stream.read(int(length))
    if len(body) != int(length):
        raise BadFrame
    return Frame(word, body)


def ask(folder: Path, verb: str, body: bytes) -> Frame:
    """One question to the signer of this machine; raises SignerUnavailable."""
    connection = connect(folder, NAME, socket.SOCK_STREAM, SECONDS)
    if connection is None:
        raise SignerUnavailable(SILENT)
    with connection:
        try:
            connection.sendall(Frame(verb, body).to_bytes())
            with connection.makefile("rb") as answer:
                return read_frame(answer)
        except (OSError, BadFrame) as problem:
            raise SignerUnavailable(SILENT) from problem
