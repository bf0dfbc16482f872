"""A demo as a user starts it, and a look at the processes it consists of."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

ADDRESS = re.compile(r"https?://\S+")


@dataclass
class Demo:
    """`manage.py demo` with its output; ended with the block."""

    folder: Path
    port: int
    said: list[str] = field(default_factory=list)
    complaints: str = ""

    def __enter__(self) -> Demo:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=settings.BASE_DIR,
            env={**kept, "DATA_DIR": str(self.folder), "PORT": str(self.port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._readers = [threading.Thread(target=self._listen), threading.Thread(target=self._listen_to_complaints)]
        for reader in self._readers:
            reader.start()
        return self

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())

    def _listen_to_complaints(self) -> None:
        assert self.process.stderr is not None
        self.complaints = self.process.stderr.read()

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGINT)
        for reader in self._readers:
            reader.join()
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.process.stdout.close()
        self.process.stderr.close()

    def end(self, number: int) -> int:
        """Send it a signal and wait for its end."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self, seconds: float = 90) -> int:
        """The exit status."""
        status = self.process.wait(seconds)
        for reader in self._readers:
            reader.join()
        return status

    def addresses(self) -> list[str]:
        """Every address printed so far."""
        return [found for line in self.said for found in ADDRESS.findall(line)]

    def wait_for_address(self, seconds: float = 240) -> float:
        """Seconds until it said where it is."""
        begun = time.monotonic()
        while not self.addresses():
            assert self.process.poll() is None, self.complaints or self.said
            assert time.monotonic() - begun < seconds, self.said
            time.sleep(0.02)
        return time.monotonic() - begun

    def family(self) -> set[int]:
        """Every process below it, and below those."""
        below, todo = set(), [self.process.pid]
        while todo:
            for child in children(todo.pop()):
                below.add(child)
                todo.append(child)
        return below


def children(pid: int) -> list[int]:
    """The processes that this one started and that still run."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(word) for task in tasks for word in (task / "children").read_text("utf-8").split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def alive(pids: set[int]) -> set[int]:
    """Those of them that still run."""
    return {pid for pid in pids if _running(pid)}


def _running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
