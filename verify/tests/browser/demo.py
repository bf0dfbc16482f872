"""The demo as a user starts it: one command, its own folder, a free port; ended by Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from verify.tests.ports import free_port

ROOT = Path(__file__).resolve().parents[3]
READY_SECONDS = 150  # builds demo media, stores and static files on a machine that is busy with other tests
END_SECONDS = 20
A_MOMENT = 0.5
ACCOUNT = re.compile(r"Log in as (\S+) with the password (\S+) ")


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo; `media` holds the demo files, `password` opens the account that its greeting names."""

    address: str
    folder: Path
    pid: int
    user: str
    password: str

    @property
    def media(self) -> Path:
        """Return the folder of the demo media."""
        return self.folder / "demo"

    @contextmanager
    def resting_workers(self) -> Iterator[None]:
        """Hold all workers, so that a check stays where it is; shorter than their lease, so that none is missed.

        Never in the midst of a write: who is held there holds the store too, and nobody else could write.
        """
        workers = _workers(self.pid)
        assert workers
        deadline = time.monotonic() + END_SECONDS
        _tell(workers, signal.SIGSTOP)
        try:
            while not self._stores_are_free():
                _tell(workers, signal.SIGCONT)
                assert time.monotonic() < deadline, "the workers write without end"
                time.sleep(A_MOMENT)
                _tell(workers, signal.SIGSTOP)
            yield
        finally:
            _tell(workers, signal.SIGCONT)

    def _stores_are_free(self) -> bool:
        return all(_is_free(store) for store in self.folder.glob("*.sqlite3"))


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Start `manage.py demo` and end it as Ctrl-C does; its own words are printed where it does not start."""
    port = free_port()
    words = folder / "words.txt"
    environment = {**plain_environment(), "DEMO": "1", "PORT": str(port), "DATA_DIR": str(folder / "data")}
    with words.open("wb") as out:
        command = [sys.executable, "manage.py", "demo"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        user, password = _greeted(process, words)
        yield Demo(f"http://127.0.0.1:{port}", folder / "data", process.pid, user, password)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(END_SECONDS)


def _greeted(process: subprocess.Popen[bytes], words: Path) -> tuple[str, str]:
    deadline = time.monotonic() + READY_SECONDS
    while (greeting := ACCOUNT.search(words.read_text(errors="replace"))) is None:
        assert process.poll() is None, f"the demo ended: {words.read_text(errors='replace')}"
        assert time.monotonic() < deadline, f"the demo did not come up: {words.read_text(errors='replace')}"
        time.sleep(0.1)
    return greeting[1], greeting[2]


def _tell(workers: list[int], what: signal.Signals) -> None:
    for worker in workers:
        os.kill(worker, what)


def _is_free(store: Path) -> bool:
    """Whether a writer could begin now; those who are not held are through within the wait."""
    with closing(sqlite3.connect(store, timeout=A_MOMENT, isolation_level=None)) as held:
        try:
            held.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        held.execute("ROLLBACK")
        return True


def plain_environment() -> dict[str, str]:
    ours = ("DJANGO_", "SECRET_KEY", "DATABASE_URL", "JOBS_DATABASE_URL", "ALLOWED_HOSTS", "DEBUG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _workers(supervisor: int) -> list[int]:
    children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
    return [int(pid) for pid in children if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]
