"""The process that makes one publication copy: it has the file, and neither key nor network nor disk.

It loads everything, locks itself in as the children that check files do, and only then looks at the file. What it
needs signed it asks for; the key stays with its parent.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import asdict

from provenance.credentials.resigning import NotSignedError, Resigner
from provenance.publication.errors import NotCopyable
from provenance.publication.limits import CHILD, CHUNK_BYTES, SIGNATURE_BYTES
from provenance.publication.making import made
from provenance.publication.talk import CONTENT, DONE, ERROR, LOCKED, SIGN, TalkEnded, receive, send
from provenance.publication.types import Copy, History, Order
from provenance.publication.warming import warm
from provenance.sandbox.lock import lock, settle
from provenance.sandbox.planted import NOTHING

STARTUP_BYTES = 64 * 1024
"""A few words, and the newsroom's certificates."""


def main(line: int, media: int) -> int:
    """Make one copy and end; the exit status says nothing, the last frame does."""
    order = Order(**json.loads(sys.stdin.buffer.read(STARTUP_BYTES)))
    with socket.socket(fileno=line) as talk:
        try:
            _make(talk, order, media)
        except NotCopyable as problem:
            send(talk, ERROR, problem.code.encode())
        except NotSignedError:
            send(talk, ERROR, b"history" if order.history == History.REDACTED else b"signing")
        except TalkEnded:
            return 1
        except Exception:  # noqa: BLE001  decoders raise any class for bad media, and there is nobody to tell
            send(talk, ERROR, b"damaged")
    return 0


def _make(talk: socket.socket, order: Order, media: int) -> None:
    def ask(content: bytes) -> bytes:
        send(talk, SIGN, content)
        return receive(talk, SIGNATURE_BYTES)[1]

    resigner = Resigner(order.algorithm, order.chain, ask)
    warm()
    send(talk, LOCKED, json.dumps(asdict(lock(CHILD, NOTHING, os.getppid()))).encode())
    settle(CHILD.cpu_seconds)
    _tell(talk, made(os.fdopen(media, "rb"), order, resigner))


def _tell(talk: socket.socket, copy: Copy) -> None:
    head = {"mime": copy.mime, "redacted": copy.redacted, "bytes": len(copy.content)}
    send(talk, DONE, json.dumps(head).encode())
    for start in range(0, len(copy.content), CHUNK_BYTES):
        send(talk, CONTENT, copy.content[start : start + CHUNK_BYTES])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
