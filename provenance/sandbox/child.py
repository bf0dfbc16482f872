"""The life of one child: warm up, lock, take one file, answer once, end.

Nothing is cleaned up at the end: the process is the unit of cleaning.
"""

from __future__ import annotations

import fcntl
import importlib
import io
import json
import os
import socket
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, cast

from provenance.errors import BadPolicy
from provenance.policy import Policy, policy_from_json
from provenance.report_json import examination_to_bytes
from provenance.sandbox.ending import ANSWERED, BAD_POLICY, NOT_ASKED
from provenance.sandbox.limits import POLICY_BYTES, Limits
from provenance.sandbox.lock import lock, settle
from provenance.sandbox.startup import Startup
from provenance.sandbox.warm import prepare, rehearse
from provenance.sandbox.wire import BrokenTalkError, Request, receive_request, send_frame
from provenance.types import Examination

if TYPE_CHECKING:
    from provenance.credentials.examiner import Examiner

TALK = 3
"""The descriptor of its socket, the first after the standard streams."""

TAKEN = b""
"""Said between taking the file and looking at it; who ends before that did not end of the file."""

TOUCHED_BLOCK, TOUCHED_BLOCKS = 64 * 1024, 64
"""4 MiB a thread: what a picture of two megapixels and its credentials take."""

Examine = Callable[..., Examination]


def live(talk: socket.socket, startup: Startup, parent: int, *, rehearsed: bool) -> int:
    """Run to the end and return the exit status; `parent` is the process id of the zygote.

    A child that is not `rehearsed` builds c2pa's contexts only and meets the rest of its memory with the file.
    """
    examine = _examine(startup.planted.examiner)
    prepared = rehearse(startup.policy) if rehearsed else prepare(startup.policy)
    locked = lock(startup.limits, startup.planted, parent)
    beside = _second_pair_of_hands(rehearsed=rehearsed)
    send_frame(talk, json.dumps(asdict(locked)).encode())
    try:
        request, descriptor = receive_request(talk, startup.limits.sidecar_bytes, POLICY_BYTES)
        send_frame(talk, TAKEN)
        settle(startup.limits.cpu_for(request.size))
        source = _opened(descriptor, request.size, startup.limits)
        examination = _examined(examine, source, request, prepared, beside)
    except BrokenTalkError:
        return NOT_ASKED
    except BadPolicy:
        return BAD_POLICY
    send_frame(talk, examination_to_bytes(examination))
    return ANSWERED


def _examine(name: str) -> Examine:
    module, function = name.split(":")
    return cast(Examine, getattr(importlib.import_module(module), function))


def _second_pair_of_hands(*, rehearsed: bool) -> Executor:
    """The thread that looks at the picture while the first reads the credentials; born behind the walls."""
    beside = ThreadPoolExecutor(1)
    beside.submit(_touch if rehearsed else bool).result()
    if rehearsed:
        _touch()
    return beside


def _touch() -> None:
    # Pages of the heap are met now: with the file in hand each of the first thousand would cost microseconds.
    blocks = [b"x" * TOUCHED_BLOCK for _ in range(TOUCHED_BLOCKS)]
    del blocks


def _examined(
    examine: Examine, source: BinaryIO, request: Request, prepared: Examiner, beside: Executor
) -> Examination:
    at = datetime.fromisoformat(request.when.decode())
    policy: Policy = prepared.policy
    examiner: Examiner | None = prepared
    if request.policy:
        policy, examiner = policy_from_json(json.loads(request.policy)), None
    return examine(source, policy, at, sidecar=request.sidecar, examiner=examiner, beside=beside)


def _opened(descriptor: int, size: int, limits: Limits) -> BinaryIO:
    """The file as an object; one that could be written to is refused, whoever sent it."""
    if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY:
        raise BrokenTalkError("the descriptor is not read-only")
    source = io.BufferedReader(io.FileIO(descriptor))
    return source if size > limits.in_memory_bytes else io.BytesIO(source.read(size))
