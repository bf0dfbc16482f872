"""The processes of a demo: started together, restarted where that helps, and never left behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

# prctl(2): the signal a child gets when its parent dies, so that not even kill -9 leaves one behind.
PR_SET_PDEATHSIG = 1
# The exit status of a command that says what must be put right (docs/operate.md).
BAD_GROUND = 2
# What is under way is finished first; a file takes at most about ten seconds.
PATIENCE_SECONDS = 8.0

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(slots=True)
class Part:
    """One process of the demo; `log` receives what it says."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches the supervisor alone, which ends the parts in order."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command,
                cwd=settings.BASE_DIR,
                env={**os.environ, "DEMO": "1", "DATA_DIR": str(settings.DATA_DIR), "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - the supervisor has one thread
            )

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @property
    def refused(self) -> bool:
        """Whether it ended because a person must put something right first; starting it again would not help."""
        return self.process is not None and self.process.poll() == BAD_GROUND

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0


def _die_with(parent: int) -> Callable[[], None]:
    def ask() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)

    return ask


def web(logs: Path) -> Part:
    """The web server."""
    return Part(
        "web", [sys.executable, "-m", "gunicorn", "-c", "python:verify.server", "verify.wsgi"], logs / "web.log"
    )


def worker(logs: Path, number: int) -> Part:
    """One worker with its own sandbox."""
    return Part(f"worker {number}", [sys.executable, "manage.py", "worker"], logs / f"worker-{number}.log")


def signer(logs: Path) -> Part:
    """The one process that writes to the log and signs."""
    return Part("signer", [sys.executable, "manage.py", "signer"], logs / "signer.log")


def finder(logs: Path) -> Part:
    """The one process that searches among recorded works."""
    return Part("finder", [sys.executable, "manage.py", "finder"], logs / "finder.log")


def listservice(logs: Path) -> Part:
    """The list service, beside the site as if it were somebody else's."""
    return Part("list service", [sys.executable, "manage.py", "listservice"], logs / "listservice.log")


def maintainers(logs: Path) -> Part:
    """The key holders and stations of all five maintainers of the demo's list."""
    return Part("maintainers", [sys.executable, "manage.py", "demo_maintainers"], logs / "maintainers.log")


def works(logs: Path) -> Part:
    """Puts the newsroom's works on record, once, and ends."""
    return Part("works", [sys.executable, "manage.py", "demo_works"], logs / "works.log")


def end_all(parts: list[Part]) -> None:
    """End every process, politely first; afterwards none is left, nor any that one of them started."""
    running = [part.process for part in parts if part.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _kill_group(process)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
