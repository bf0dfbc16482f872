"""An installation whose processes are started, ended and started again as an init system does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import requests
from django.conf import settings

from verify.tests.ports import free_port
from verify.tests.workers.installation import until

START_SECONDS = 120
END_SECONDS = 15
DEMO = {"DEMO": "1", "JOB_LEASE_SECONDS": "2", "API_CHECKS_PER_MINUTE": "1000000", "API_READS_PER_MINUTE": "1000000"}


@dataclass
class Part:
    """One process: what starts it, and itself."""

    words: tuple[str, ...]
    more: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None


@dataclass
class House:
    """Real processes over one data folder; `variables` are the settings that make its column."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=lambda: DEMO)
    parts: dict[str, Part] = field(default_factory=dict)
    webs: list[str] = field(default_factory=list)
    key: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME", "TMPDIR") if name in os.environ}
        return {**kept, "DJANGO_SETTINGS_MODULE": "verify.settings", **self.variables, "DATA_DIR": str(self.folder)}

    def run(self, *words: str) -> str:
        """One command to its end, and what it printed."""
        command = [sys.executable, *words]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    def open(self, *told: str, web: str = "verify.wsgi", worker: tuple[str, ...] = ("manage.py", "worker")) -> None:
        """Make the stores and a desk that is told at these addresses; start two webs, two workers and the signer."""
        self.key = self.run("-m", "verify.tests.faults.prepare", *told)
        for number in (1, 2):
            port = free_port()
            self.webs.append(f"http://127.0.0.1:{port}")
            words = ("-m", "gunicorn", "-c", "python:verify.server", web)
            self.parts[f"web-{number}"] = Part(words, {"PORT": str(port)})
            self.parts[f"worker-{number}"] = Part(worker, {})
        self.parts["signer"] = Part(("manage.py", "signer"), {})
        for name in self.parts:
            self.start(name)
        assert until(self.is_up, START_SECONDS), self.words()

    def start(self, name: str, **more: str) -> None:
        """Start one of them, again or for the first time."""
        part = self.parts[name]
        with (self.folder / f"{name}.log").open("ab") as log:
            part.process = subprocess.Popen(
                [sys.executable, *part.words],
                cwd=settings.BASE_DIR,
                env={**self.environment, **part.more, **more},
                stdout=log,
                stderr=log,
            )

    def end(self, name: str, number: signal.Signals = signal.SIGTERM) -> None:
        """End one of them, politely or not."""
        process = self.parts[name].process
        if process is None:
            return
        process.send_signal(number)
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def mind(self) -> None:
        """Start again what has ended by itself, as an init system does."""
        for name, part in self.parts.items():
            if part.process is not None and part.process.poll() is not None:
                self.start(name)

    def is_up(self) -> bool:
        bells = list((self.folder / "run").glob("bell-*"))
        return len(bells) >= 2 and (self.folder / "run" / "signer").exists() and all(map(answers, self.webs))

    def words(self) -> str:
        """The last of what its processes said, for a test that failed."""
        return "\n".join(f"== {log.name}\n{log.read_text('utf-8')[-1500:]}" for log in self.folder.glob("*.log"))

    def close(self) -> None:
        """End everything and leave nothing."""
        for name in self.parts:
            self.end(name)
        shutil.rmtree(self.folder, ignore_errors=True)


def answers(address: str) -> bool:
    """Whether a web process answers there."""
    try:
        return requests.get(f"{address}/healthz", timeout=2).status_code == 200
    except requests.RequestException:
        return False
