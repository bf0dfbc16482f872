"""An installation of its own for rigs that kill processes: files, stores and workers nobody else shares."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from verify.tests.ports import free_port


@dataclass
class Installation:
    """Real processes over a real data folder; `lease` in seconds."""

    folder: Path
    lease: int = 10
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        own = {"DEMO": "1", "DATA_DIR": str(self.folder), "JOB_LEASE_SECONDS": str(self.lease), "WORKER_THREADS": "1"}
        return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "verify.settings"}

    def run(self, *words: str) -> str:
        """One command to its end."""
        command = [sys.executable, *words]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def prepare(self, *, static: bool = False) -> None:
        """Both stores, up to date, and the static files where they are asked for; copies of ones made once a run."""
        made = _prepared()
        for store in made.glob("*.sqlite3"):
            shutil.copy(store, self.folder / store.name)
        if static:
            shutil.copytree(_with_static(), self.folder / "static", dirs_exist_ok=True)

    def upload(self) -> str:
        """Queue the check of one picture; its id."""
        return self.run("-m", "verify.tests.workers.upload")

    def worker(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a worker and wait until its bell hangs."""
        before = self._bells()
        process = subprocess.Popen(
            [sys.executable, *(words or ("manage.py", "worker"))],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        until(lambda: self._bells() - before or process.poll() is not None, 120)
        assert process.poll() is None, "the worker did not come up"
        return process

    def signer(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a signer and wait until it answers."""
        (self.folder / "run" / "signer").unlink(missing_ok=True)
        with (self.folder / "signer.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *(words or ("manage.py", "signer"))],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stderr=log,
            )
        self.processes.append(process)
        until(lambda: (self.folder / "run" / "signer").exists() or process.poll() is not None, 120)
        assert process.poll() is None, (self.folder / "signer.log").read_text("utf-8")
        return process

    def web(self) -> tuple[str, int]:
        """Start the real web server; its address and the process that answers requests."""
        port = free_port()
        with (self.folder / "web.log").open("ab") as log:
            master = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "python:verify.server", "verify.wsgi"],
                cwd=settings.BASE_DIR,
                env={**self.environment, "PORT": str(port)},
                stderr=log,
            )
        self.processes.append(master)
        children = Path(f"/proc/{master.pid}/task/{master.pid}/children")
        assert until(lambda: _answers(port) and children.read_text("utf-8").split(), 120), "the web did not come up"
        return f"http://127.0.0.1:{port}", int(children.read_text("utf-8").split()[0])

    def _bells(self) -> set[str]:
        return {path.name for path in (self.folder / "run").glob("bell-*")}

    def verification(self, public_id: str) -> tuple[str, str]:
        """State and refusal code, read past every process."""
        with sqlite3.connect(f"file:{self.folder / 'site.sqlite3'}?mode=ro", uri=True) as store:
            row = store.execute(
                "SELECT state, refusal_code FROM cases_verification WHERE id = ?", (public_id,)
            ).fetchone()
        store.close()
        return row[0], row[1]

    def close(self) -> None:
        """End every process, whatever state it is in."""
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@cache
def _prepared() -> Path:
    made = Installation(Path(tempfile.mkdtemp(prefix="firstlight-prepared-")))
    atexit.register(shutil.rmtree, made.folder, ignore_errors=True)
    made.run("-m", "verify.tests.workers.stores")
    return made.folder


@cache
def _with_static() -> Path:
    made = Installation(_prepared())
    made.run("manage.py", "collectstatic", "--no-input", "-v0")
    return made.folder / "static"


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(true: Callable[[], object], seconds: float) -> bool:
    """Whether it came true within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return bool(true())
