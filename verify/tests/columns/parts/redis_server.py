"""A real Redis on loopback that keeps nothing on a disk, as docs/growing.md asks of an operator."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from verify.tests.ports import free_port
from verify.tests.workers.installation import until


@dataclass
class RedisServer:
    """Where it listens, and how to end and start it."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = f"--port {self.port} --bind 127.0.0.1 --appendonly no --daemonize no --dir {self.folder}"
        self.process = subprocess.Popen(
            [program("redis-server", "redis-server"), *words.split(), "--save", ""], stdout=subprocess.DEVNULL
        )
        assert until(self._answers, 60), "redis-server did not come up"

    def stop(self) -> None:
        """End it at once, as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.address) as client:
                return bool(client.ping())
        except RedisError:
            return False


@contextmanager
def running_redis(folder: Path) -> Iterator[RedisServer]:
    """One that lives as long as the block."""
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def program(name: str, package: str) -> str:
    """Where a program lies; skips loudly where it is missing, and fails where CI=true."""
    found = shutil.which(name)
    if found:
        return found
    missing = f"{name} is missing: install the package {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(f"SKIPPED LOUDLY: {missing}")
