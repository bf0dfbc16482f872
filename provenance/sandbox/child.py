"""The life of one child: prepare, lock, rehearse where there is time, take one file, answer once, end.

Nothing is cleaned up at the end: the process is the unit of cleaning.
"""

from __future__ import annotations

import fcntl
import gc
import io
import json
import os
import select
import socket
import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING, BinaryIO

from provenance.errors import BadPolicy
from provenance.sandbox.answering import Prepared, allow_time, answers, examine_by
from provenance.sandbox.ending import ANSWERED, BAD_POLICY, NOT_ASKED, NOT_STOCKED
from provenance.sandbox.limits import POLICY_BYTES, Limits
from provenance.sandbox.lock import lock
from provenance.sandbox.startup import Startup
from provenance.sandbox.stock import Missed, Stock
from provenance.sandbox.warm import prepare, rehearse
from provenance.sandbox.wire import BrokenTalkError, receive_request, send_frame

if TYPE_CHECKING:
    from provenance.credentials.examiner import Examiner

TALK = 3
"""The descriptor of its socket, the first after the standard streams."""

TAKEN = b""
"""Said between taking the file and looking at it; who ends before that did not end of the file."""

CALM_SECONDS = 0.25
"""Rehearsing takes as much processor time as a small file does: only who waited so long does it. A worker that cannot
keep up asks several times in that time, and people who send one file after the other do not."""

TOUCHED_BLOCK, TOUCHED_BLOCKS = 64 * 1024, 64
"""4 MiB a thread: what a picture of two megapixels and its credentials take."""


def live(talk: socket.socket, startup: Startup, parent: int) -> int:
    """Run to the end and return the exit status; `parent` is the process id of the zygote."""
    examine, examiner = examine_by(startup.planted.examiner), prepare(startup.policy)
    locked = lock(startup.limits, startup.planted, parent)
    missed = _missed(startup.stock)
    send_frame(talk, json.dumps(asdict(locked)).encode())
    prepared = Prepared(examine, examiner, None if _is_asked_soon(talk) else _rehearsed(examiner))
    gc.disable()  # what one file leaves lying about goes with the process
    try:
        request, descriptor = receive_request(talk, startup.limits.sidecar_bytes, POLICY_BYTES)
        send_frame(talk, TAKEN)
        allow_time(request, startup.limits)
        source = _opened(descriptor, request.size, startup.limits)
        for frame in answers(request, source, prepared):
            if missed.something:
                return NOT_STOCKED
            send_frame(talk, frame)
    except BrokenTalkError:
        return NOT_ASKED
    except BadPolicy:
        return BAD_POLICY
    except Exception:
        if missed.something:
            return NOT_STOCKED
        raise
    return ANSWERED


def _missed(stock: Stock) -> Missed:
    missed = Missed()
    if stock is not Stock.EVERYTHING:
        sys.meta_path.insert(0, missed)
    return missed


def _is_asked_soon(talk: socket.socket) -> bool:
    """Whether the file comes at once, or the end of the line does."""
    asked = select.poll()
    asked.register(talk, select.POLLIN)
    return bool(asked.poll(CALM_SECONDS * 1000))


def _rehearsed(examiner: Examiner) -> Executor:
    """Meet code and memory before the file comes, and have a thread for the picture beside the one for the credentials.

    A child that is asked at once goes without both: on a busy machine they only take time from others.
    """
    rehearse(examiner)
    beside = ThreadPoolExecutor(1)
    beside.submit(_touch).result()
    _touch()
    return beside


def _touch() -> None:
    # Pages of the heap are met now: with the file in hand each of the first thousand would cost microseconds.
    blocks = [b"x" * TOUCHED_BLOCK for _ in range(TOUCHED_BLOCKS)]
    del blocks


def _opened(descriptor: int, size: int, limits: Limits) -> BinaryIO:
    """The file as an object; one that could be written to is refused, whoever sent it."""
    if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY:
        raise BrokenTalkError("the descriptor is not read-only")
    source = io.BufferedReader(io.FileIO(descriptor))
    return source if size > limits.in_memory_bytes else io.BytesIO(source.read(size))
