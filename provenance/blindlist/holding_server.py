"""One key holder as a process: gunicorn around `Holding`, without an access log, on a socket or a loopback address."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from provenance.blindlist.holding import Holding
from provenance.blindlist.holding_store import HolderStore

THREADS: Final = 4
"""Answers take about a millisecond of one processor; more threads only wait."""

SETTINGS: Final[dict[str, object]] = {
    "workers": 1,
    "worker_class": "gthread",
    "threads": THREADS,
    "timeout": 30,
    "graceful_timeout": 3,
    "keepalive": 60,
    "accesslog": None,
    "loglevel": "warning",
    "control_socket_disable": True,
    "limit_request_line": 512,
    "limit_request_fields": 30,
    "limit_request_field_size": 1024,
    # The relay's group may connect, nobody else.
    "umask": 0o117,
}


class HolderProcess(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves one holder until it is ended; `bind` is `unix:/path` or `127.0.0.1:PORT`."""

    def __init__(self, folder: Path, bind: str) -> None:
        self._folder, self._bind = folder, bind
        super().__init__()

    def load_config(self) -> None:
        """Our settings; no file and no environment changes them."""
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of the kernel's
        for name, value in {**SETTINGS, "bind": self._bind, "worker_tmp_dir": memory}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, opened in the process that answers."""
        return Holding(HolderStore(self._folder), lambda: datetime.now(UTC), secrets.token_bytes)
