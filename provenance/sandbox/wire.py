"""How parent and child talk: a frame is four bytes of length and then that many bytes.

A request is what is asked, a size and four lengths, sent together with the one descriptor, then date, sidecar, capture
sidecar and policy; an empty sidecar is told from none by counting one more. Nothing here trusts the other side: every
read has a limit, the parent's also a deadline.
"""

from __future__ import annotations

import socket
import struct
import time
from array import array
from dataclasses import dataclass
from enum import IntEnum
from operator import gt

from provenance.attestation.sidecar import SIDECAR_LIMIT

_FRAME = struct.Struct("!I")
_REQUEST = struct.Struct("!BQIIII")
_CHUNK = 256 * 1024

WHEN_BYTES = 64
"""An ISO date with microseconds and offset has 32 characters."""


class Verb(IntEnum):
    """What a child is asked.

    A report and then fingerprints, fingerprints alone, to lay fingerprints side by side, a manifest store as bytes, a
    report alone, or a contact sheet.
    """

    EXAMINE = 1
    FINGERPRINT = 2
    COMPARE = 3
    STORE = 4
    REPORT = 5
    SHEET = 6


class BrokenTalkError(Exception):
    """The other side ended, sent too much, or something that is no frame."""


class OverdueError(BrokenTalkError):
    """The other side did not answer in time."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a child is asked: the file's size in bytes, the time to judge by, and what differs from the ordinary.

    `sidecar` is a manifest store beside the file, `capture` a capture sidecar.
    """

    size: int
    when: bytes
    sidecar: bytes | None = None
    policy: bytes = b""
    verb: Verb = Verb.EXAMINE
    capture: bytes | None = None


def send_request(talk: socket.socket, request: Request, descriptor: int) -> None:
    """Hand one open file over with its question."""
    beside = [request.sidecar, request.capture]
    counted = [0 if one is None else len(one) + 1 for one in beside]
    head = _REQUEST.pack(request.verb, request.size, len(request.when), *counted, len(request.policy))
    ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", [descriptor]))]
    talk.sendmsg([head, request.when], ancillary)
    rest = b"".join(one or b"" for one in beside) + request.policy
    if rest:  # not even nothing may be sent to a child that has answered and gone
        talk.sendall(rest)


def receive_request(talk: socket.socket, sidecar_limit: int, policy_limit: int) -> tuple[Request, int]:
    """The question and its one descriptor; BrokenTalkError where there is none, more than one, or too many bytes."""
    head, descriptors, flags, _ = socket.recv_fds(talk, _REQUEST.size, 2)
    if len(descriptors) != 1 or flags & socket.MSG_CTRUNC or len(head) != _REQUEST.size:
        raise BrokenTalkError("not exactly one descriptor")
    verb, size, when, *counted, policy = _REQUEST.unpack(head)
    most = (sidecar_limit + 1, SIDECAR_LIMIT + 1)
    if verb not in set(Verb) or when > WHEN_BYTES or policy > policy_limit or any(map(gt, counted, most)):
        raise BrokenTalkError("no such question, or one too long")
    moment, *beside, differing = (_exactly(talk, one) for one in (when, *(max(0, one - 1) for one in counted), policy))
    sidecar, capture = (content if count else None for content, count in zip(beside, counted, strict=True))
    return Request(size, moment, sidecar, differing, Verb(verb), capture), descriptors[0]


def send_frame(talk: socket.socket, body: bytes) -> None:
    """Send one answer."""
    talk.sendall(_FRAME.pack(len(body)) + body)


def receive_frame(talk: socket.socket, limit: int, deadline: float) -> bytes:
    """One answer of at most `limit` bytes before `deadline` on the monotonic clock; else BrokenTalkError."""
    (length,) = _FRAME.unpack(_exactly(talk, _FRAME.size, deadline))
    if length > limit:
        raise BrokenTalkError("the answer is too long")
    return _exactly(talk, length, deadline)


def _exactly(talk: socket.socket, length: int, deadline: float | None = None) -> bytes:
    received = bytearray()
    while len(received) < length:
        part = _some(talk, min(length - len(received), _CHUNK), deadline)
        if not part:
            raise BrokenTalkError("the other side ended")
        received += part
    return bytes(received)


def _some(talk: socket.socket, most: int, deadline: float | None) -> bytes:
    if deadline is not None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise OverdueError("no answer in time")
        talk.settimeout(left)
    try:
        return talk.recv(most)
    except TimeoutError as error:
        raise OverdueError("no answer in time") from error
    except ConnectionError as error:
        raise BrokenTalkError("the other side ended") from error
