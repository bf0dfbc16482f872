"""On what the figures were taken: processor, kernel, versions and commit; no name of a machine and no path."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_PACKAGES = (
    "c2pa-python",
    "pillow",
    "pillow-heif",
    "av",
    "pikepdf",
    "cryptography",
    "sqlalchemy",
    "web3",
    "coincurve",
    "numba",
)


def lines() -> list[str]:
    """The environment, a line each."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}",
        f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start",
        f"Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}",
        packages,
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _commit() -> str:
    if subprocess.run(["git", "rev-parse"], capture_output=True, check=False).returncode:
        return "not known: this is no checkout"

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "provenance", "chronology", "bench/*.py")
    return git("rev-parse", "--short", "HEAD") + (" with changes" if changed else "")
