"""The builder's process as the finder sees it: started with it, started again when it ends, ended with it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Final, Self

import msgspec
import structlog

log = structlog.get_logger("finder")

RESTART_SECONDS: Final = 5.0
"""A builder that ends has a lasting fault, or was killed; searching goes on without it, over a longer tail."""
PATIENCE_SECONDS: Final = 5.0


class Builder:
    """One process; the address of the store, which may hold a password, goes to it through a pipe."""

    def __init__(self, address: str, folder: Path) -> None:
        self._told = msgspec.json.encode((address, str(folder))) + b"\n"
        self._started = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def mind(self) -> None:
        """Start it again where it ended."""
        ended = self.process is None or self.process.poll() is not None
        if ended and time.monotonic() - self._started > RESTART_SECONDS:
            log.warning("the builder ended; it is started again")
            self._start()

    def __exit__(self, *_: object) -> None:
        if self.process is None:
            return
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _start(self) -> None:
        self._started = time.monotonic()
        root = Path(__file__).resolve().parents[3]
        command = [sys.executable, "-m", "verify.index.building"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=root, start_new_session=True)  # noqa: S603
        assert self.process.stdin is not None  # noqa: S101 - asked for above
        self.process.stdin.write(self._told)
        self.process.stdin.flush()
