"""A whole installation in production settings, of one machine or of two that share nothing but servers and keys."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from django.conf import settings

from chronology.schema.tests.postgresql import Server
from chronology.tiles.tests.s3server.swift import ENVIRONMENT, Swift
from verify.tests.columns.parts.redis_server import RedisServer
from verify.tests.ports import free_port
from verify.tests.workers.installation import Installation, until

START_SECONDS = 400  # forty times what a quiet machine needs
STORES = {
    "DATABASE_URL": "site",
    "JOBS_DATABASE_URL": "jobs",
    "KEYS_DATABASE_URL": "keys",
    "BLACKLIST_DATABASE_URL": "blacklist",
    "CHRONOLOGY_DATABASE_URL": "chronology",
    "INDEX_DATABASE_URL": "index",
}
PRODUCTION = {
    "SECRET_KEY": "a-key-for-this-test-alone-" * 3,
    "ALLOWED_HOSTS": "127.0.0.1",
    "TRUST_PROXY": "1",
    "DJANGO_SETTINGS_MODULE": "verify.settings",
    "LOG_LEVEL": "WARNING",
    # Waits that a test can bear; nothing else differs from what an operator sets.
    "JOB_LEASE_SECONDS": "4",
    "CHECKPOINT_SECONDS": "1",
    "ANCHOR_SECONDS": "2",
    "SEALED_SECONDS": "2",
    "SEALED_BATCH": "2",
    "WORKER_THREADS": "1",
}


def on_servers(postgresql: Server, redis: RedisServer, swift: Swift, name: str) -> dict[str, str]:
    """The settings of the second column; the databases and the buckets are new and empty."""
    databases = {setting: postgresql.new_database(f"{name}_{store}") for setting, store in STORES.items()}
    for bucket in ("tiles", "media"):
        swift.new_bucket(f"{name}-{bucket}")
    return {
        **databases,
        **ENVIRONMENT,
        "CACHE_URL": redis.address,
        "TILES": f"s3://{name}-tiles/log",
        "TILES_ENDPOINT": swift.address,
        "MEDIA": f"s3://{name}-media/quarantine",
        "MEDIA_ENDPOINT": swift.address,
    }


@dataclass
class Machine:
    """Real processes over one data folder; `variables` are the settings that make its column."""

    folder: Path
    variables: Mapping[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME", "TMPDIR") if name in os.environ}
        return {**kept, **PRODUCTION, **self.variables, "DATA_DIR": str(self.folder)}

    def run(self, *words: str, fails: bool = False) -> str:
        """One command to its end; what it printed, or what it complained of where it has to fail."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stderr[-3000:] + done.stdout[-1000:]
        return done.stderr.strip() if fails else done.stdout.strip()

    def found(self) -> dict[str, str]:
        """Make the stores and a newsroom; the keys of its programs by name."""
        made: dict[str, str] = json.loads(self.run("-m", "verify.tests.columns.prepare"))
        return made

    def with_static(self, made: Path) -> None:
        shutil.copytree(made, self.folder / "static", dirs_exist_ok=True)

    def start(self, name: str, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start one process; `name` is ours."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=settings.BASE_DIR,
                env={**self.environment, **more},
                stdout=log,
                stderr=log,
            )
        self.processes[name] = process
        return process

    def web(self, name: str) -> str:
        """Start a web process; its address."""
        port = str(free_port())
        self.start(name, "-m", "gunicorn", "-c", "python:verify.server", "verify.wsgi", PORT=port)
        return f"http://127.0.0.1:{port}"

    def words(self) -> str:
        """The last of what its processes said, for a test that failed."""
        return "\n".join(f"== {log.name}\n{log.read_text('utf-8')[-1500:]}" for log in self.folder.glob("*.log"))

    def stop(self) -> None:
        """End every process politely."""
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()


@dataclass
class Site:
    """Machines that are one installation; web addresses in the order they were started."""

    machines: list[Machine]
    keys: dict[str, str] = field(default_factory=dict)
    webs: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Start two web processes and the signer on the first and the last machine, and two workers on the last."""
        first, last = self.machines[0], self.machines[-1]
        self.webs = [first.web("web-1"), last.web("web-2")]
        first.start("signer", "manage.py", "signer")
        for number in (1, 2):
            last.start(f"worker-{number}", "manage.py", "worker")
        assert until(self._is_up, START_SECONDS), self.words()

    def _is_up(self) -> bool:
        first, last = self.machines[0], self.machines[-1]
        for machine in self.machines:
            for name, process in machine.processes.items():
                assert process.poll() is None, f"{name} ended: {machine.words()}"
        bells = list((last.folder / "run").glob("bell-*"))
        return len(bells) == 2 and (first.folder / "run" / "signer").exists() and all(map(records, self.webs))

    def words(self) -> str:
        return "\n".join(machine.words() for machine in self.machines)

    def stop(self) -> None:
        for machine in reversed(self.machines):
            machine.stop()


def records(address: str) -> bool:
    """Whether a web process answers there, and reads a log that has begun."""
    try:
        answer = requests.get(f"{address}/log/checkpoint", headers={"X-Forwarded-Proto": "https"}, timeout=5)
    except requests.RequestException:
        return False
    return answer.status_code == 200


@contextmanager
def embedded(folder: Path, static: Path) -> Iterator[Site]:
    """The first column: files beside each other, nothing else."""
    machine = Machine(folder, {})
    site = Site([machine])
    try:
        Installation(folder).prepare()
        site.keys = machine.found()
        machine.with_static(static)
        site.run()
        yield site
    finally:
        site.stop()


@contextmanager
def grown(folder: Path, static: Path, variables: Mapping[str, str]) -> Iterator[Site]:
    """The second column: two machines; the second one has of the first its keys and nothing else."""
    (folder / "one").mkdir()
    first, second = Machine(folder / "one", variables), Machine(folder / "two", variables)
    site = Site([first, second])
    try:
        site.keys = first.found()
        shutil.copytree(first.folder / "keys", second.folder / "keys")
        first.with_static(static)
        second.with_static(static)
        site.run()
        yield site
    finally:
        site.stop()
