"""The process that forks the children: it imports and waits, and never touches a byte of anybody's file.

It speaks over one socket of packets. To the parent: `{"born": n}` with the child's socket, `{"died": n, ...}`.
From the parent: `{"taken": n}`, which makes it fork the next child, and `{"kill": n}`. The end of the socket ends it.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import sys
import traceback
from dataclasses import dataclass, field

from provenance.sandbox import kernel
from provenance.sandbox.child import TALK, live
from provenance.sandbox.ending import FAULT
from provenance.sandbox.startup import Startup, read_startup
from provenance.sandbox.warm import warm_zygote

MESSAGE_BYTES = 4096
"""Messages hold a few numbers."""


@dataclass(slots=True)
class Zygote:
    """The children by number, each with the descriptor that tells of its end; one thread owns all of it."""

    control: socket.socket
    startup: Startup
    events: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    pids: dict[int, int] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    born: int = 0

    def serve(self) -> None:
        """Keep children ahead until the parent goes away."""
        self.events.register(self.control, selectors.EVENT_READ)
        while True:
            self._fill()
            events = self.events.select()
            # Orders first: a child that was taken and died at once must not look like one that never got ready.
            if not self._obey_all():
                return
            for key, _ in events:
                if key.fileobj is not self.control:
                    self._bury(key.data, key.fd)

    def end(self) -> None:
        """Leave no child behind."""
        for pid in self.pids.values():
            os.kill(pid, signal.SIGKILL)
        for pid in self.pids.values():
            os.waitpid(pid, 0)

    def _fill(self) -> None:
        # While a child is at work, forking a second one ahead would only take time from it.
        busy = len(self.pids) > len(self.waiting)
        while len(self.waiting) < (1 if busy else self.startup.warm):
            self._bear()

    def _bear(self) -> None:
        ours, theirs = socket.socketpair()
        zygote = os.getpid()
        pid = os.fork()
        if pid == 0:
            become_child(theirs, self.startup, zygote)
        theirs.close()
        self.born += 1
        self.pids[self.born] = pid
        self.waiting.add(self.born)
        self.events.register(os.pidfd_open(pid), selectors.EVENT_READ, self.born)
        socket.send_fds(self.control, [json.dumps({"born": self.born}).encode()], [ours.fileno()])
        ours.close()

    def _obey_all(self) -> bool:
        """Carry out what the parent sent so far; False where it is gone."""
        while True:
            try:
                message = self.control.recv(MESSAGE_BYTES, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return True
            if not message:
                return False
            self._obey(json.loads(message))

    def _obey(self, order: dict[str, int]) -> None:
        self.waiting.discard(order.get("taken", order.get("kill", 0)))
        if order.get("kill") in self.pids:
            os.kill(self.pids[order["kill"]], signal.SIGKILL)

    def _bury(self, child: int, descriptor: int) -> None:
        self.events.unregister(descriptor)
        os.close(descriptor)
        _, waited, used = os.wait4(self.pids.pop(child), 0)
        status = os.waitstatus_to_exitcode(waited)
        if child in self.waiting and status == FAULT:
            sys.exit("a child could not be made ready")  # and no later one could
        self.waiting.discard(child)
        spent = {"status": status, "peak_bytes": used.ru_maxrss * 1024,
                 "cpu_seconds": used.ru_utime + used.ru_stime}  # fmt: skip
        self.control.send(json.dumps({"died": child} | spent).encode())


def become_child(talk: socket.socket, startup: Startup, zygote: int) -> None:
    """In the forked process: keep the streams and one socket, live, and never return."""
    status = FAULT
    try:
        kernel.die_with_parent(zygote)
        own = talk.detach()
        os.dup2(own, TALK)
        os.closerange(TALK + 1, 1 << 16)
        # Held until the process ends: a line that closes first would have the child killed before its status is set.
        line = socket.socket(fileno=TALK)
        status = live(line, startup, zygote)
    except BaseException:  # noqa: BLE001  there is nobody above; the keeper reads this until the walls stand
        traceback.print_exc()
    finally:
        os._exit(status)


def main() -> int:
    """Start with the control socket's number as only argument and the startup on standard input."""
    kernel.die_with_parent(os.getppid())
    control = socket.socket(fileno=int(sys.argv[1]))
    startup = read_startup(sys.stdin.buffer)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    warm_zygote(startup.policy, startup.stock, startup.planted.syscalls)
    zygote = Zygote(control, startup)
    try:
        zygote.serve()
    except ConnectionError:
        return 0  # the parent went away between two messages
    finally:
        zygote.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
