"""Forked processes of a rig: they share what is imported, so that a thousand of them cost little, and none is left."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def fork(work: Callable[[], None]) -> int:
    """Run the work in a child that dies with us; the caller must have no threads."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - told here: it must not run on as a second copy of the tests
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def kill(child: int) -> None:
    """Kill it as a power cut of the process would, and bury it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(child, 0)


def wait(child: int, seconds: float) -> int | None:
    """Its exit status or minus the signal that ended it, once it ended; None where it still runs after that time."""
    end = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= end:
            return None
        time.sleep(0.002)
