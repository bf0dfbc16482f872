"""A whole installation of its own: web server, two workers and their sandboxes, started the way `make run` does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from verify.tests.badmedia.processes import Process, descendants
from verify.tests.badmedia.samples import REPOSITORY
from verify.tests.ports import free_port

READY_LINE = "Firstlight runs at"
# The demo media are built and the stores made before it answers; another load on the machine makes that slow.
START_SECONDS = 240
END_SECONDS = 60
# The rig is one caller who asks more often than any other.
MANY = "1000000"


class DidNotStart(Exception):
    """The installation said something else than that it runs; its words are in the message."""


@dataclass
class Installation:
    """A running demo; `data` and `temporary` are all the places it may write to."""

    url: str
    data: Path
    temporary: Path
    process: subprocess.Popen[str]

    def processes(self, role: str) -> dict[int, Process]:
        """Its processes of one role by number."""
        return {one.pid: one for one in descendants(self.process.pid) if one.role == role}

    @property
    def site(self) -> Path:
        return self.data / "site.sqlite3"


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Start one in this folder, and end it with all its processes."""
    data, temporary = folder / "data", folder / "tmp"
    temporary.mkdir()
    port = free_port()
    process = _started(data, temporary, port)
    try:
        _wait_until_ready(process)
        yield Installation(f"http://127.0.0.1:{port}", data, temporary, process)
    finally:
        _end(process)


def _started(data: Path, temporary: Path, port: int) -> subprocess.Popen[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {"DEMO": "1", "DATA_DIR": str(data), "PORT": str(port), "TMPDIR": str(temporary)}
    rates = {"API_CHECKS_PER_MINUTE": MANY, "API_READS_PER_MINUTE": MANY}
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo"], cwd=REPOSITORY, env=kept | own | rates,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith(READY_LINE):
            watchdog.cancel()
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return
    watchdog.cancel()
    raise DidNotStart("".join(said)[-2000:])


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        for below in descendants(process.pid):
            _kill(below.pid)
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _kill(pid: int) -> None:
    try:
        os.kill(pid, 9)
    except ProcessLookupError:
        time.sleep(0)
