"""One zygote and the thread that starts it, listens to it and outlives it.

The thread is needed twice over: somebody must listen while nobody asks, and the kernel's "die with the parent" means
the *thread* that started the process, so that must be one which lives as long as the sandbox.
"""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import threading
from collections.abc import Callable
from typing import Any

from provenance.sandbox.brood import Brood, Child, Death
from provenance.sandbox.launch import start
from provenance.sandbox.startup import Startup

_LOG = logging.getLogger("provenance.sandbox")

_MESSAGE_BYTES = 4096
_ERROR_BYTES = 4096
_END_SECONDS = 5
"""A zygote ends in milliseconds when its socket closes; after this it is killed."""


OnFailure = Callable[[str], None]
"""Told how a child failed that had a file: the signal that ended it, or its exit status; never about the file."""


def unminded(_how: str) -> None:
    """Nobody counts failures."""


class Keeper:
    """Owns one zygote process; `brood` tells of its children. Any thread may call; `stop` is final."""

    def __init__(self, startup: Startup, *, bubblewrap: bool) -> None:
        self.brood = Brood()
        self.bubblewrap = bubblewrap
        self.complaint = ""
        self.on_failure: OnFailure = unminded
        self._control, self._theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._thread = threading.Thread(target=self._keep, args=(startup,), name="media sandbox", daemon=True)
        self._thread.start()

    def tell(self, verb: str, child: int) -> None:
        """Send `taken` or `kill` for one child; without a zygote there is nothing left to tell."""
        try:
            self._control.send(json.dumps({verb: child}).encode())
        except OSError:
            _LOG.debug("the zygote is gone already")

    def stop(self) -> None:
        """End the zygote and every child, and wait until they are gone."""
        try:
            self._control.shutdown(socket.SHUT_RDWR)
        except OSError:
            _LOG.debug("the zygote is gone already")
        self._thread.join()

    def _keep(self, startup: Startup) -> None:
        try:
            with self._theirs as theirs:
                process = start(theirs.fileno(), bubblewrap=self.bubblewrap)
            _brief(process, startup.to_bytes())
            self._listen()
            self.complaint = _end(process)
        except OSError as error:
            self.complaint = repr(error)
        finally:
            self._control.close()
            self.brood.end()

    def _listen(self) -> None:
        while True:
            try:
                message, descriptors, _, _ = socket.recv_fds(self._control, _MESSAGE_BYTES, 1)
            except OSError:
                return
            if not message:
                return
            self._hear(json.loads(message), descriptors)

    def _hear(self, news: dict[str, Any], descriptors: list[int]) -> None:
        if "born" in news:
            self.brood.add(Child(news["born"], socket.socket(fileno=descriptors[0])))
            return
        self.brood.bury(Death(news["died"], news["status"], news["peak_bytes"], news["cpu_seconds"]))


def _brief(process: subprocess.Popen[bytes], startup: bytes) -> None:
    assert process.stdin is not None  # noqa: S101  asked for when it was started
    try:
        process.stdin.write(startup)
        process.stdin.close()
    except OSError:
        _LOG.debug("the zygote ended before it was told anything")


def _end(process: subprocess.Popen[bytes]) -> str:
    """Wait for the end, force it if need be, and return the last of what the process complained about."""
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    assert process.stderr is not None  # noqa: S101  asked for when it was started
    with process.stderr as errors:
        return errors.read()[-_ERROR_BYTES:].decode("utf-8", "replace")
